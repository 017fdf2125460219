// What is on offer, in the order of the picker, and what else could be.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk

Page {
    id: page

    required property LanguagesModel model
    required property Texts texts
    readonly property bool narrow: width < 26 * Theme.body

    Section {
        title: page.texts.say("operator.languages.offered")
        about: page.texts.say1("operator.languages.staff", page.model.staff)

        Words {
            Layout.fillWidth: true
            visible: page.model.looking
            words: page.texts.say("operator.models.looking")
        }

        Repeater {
            model: page.model.offered

            LanguageLine {
                id: offered

                required property string code
                required property bool canRise
                required property bool canSink

                texts: page.texts
                narrow: page.narrow

                ActionButton {
                    text: page.texts.say("operator.languages.up")
                    enabled: offered.canRise
                    Accessible.name: offered.name + ": " + text
                    onClicked: page.model.move(offered.code, -1)
                }

                ActionButton {
                    text: page.texts.say("operator.languages.down")
                    enabled: offered.canSink
                    Accessible.name: offered.name + ": " + text
                    onClicked: page.model.move(offered.code, 1)
                }

                ActionButton {
                    text: page.texts.say("operator.languages.remove")
                    enabled: page.model.canRemove
                    Accessible.name: offered.name + ": " + text
                    onClicked: page.model.remove(offered.code)
                }
            }
        }
    }

    Section {
        title: page.texts.say("operator.languages.others")

        Repeater {
            model: page.model.others

            LanguageLine {
                id: other

                required property string code
                required property bool canAdd

                texts: page.texts
                narrow: page.narrow

                ActionButton {
                    visible: other.canAdd
                    text: page.texts.say("operator.languages.add")
                    Accessible.name: other.name + ": " + text
                    onClicked: page.model.add(other.code)
                }
            }
        }
    }
}

// Where the phrases come from, and what is wrong in a town's own file.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk

Page {
    id: page

    required property PhrasesModel model
    required property Texts texts

    Section {
        title: page.model.told
        about: page.texts.say1("operator.phrases.about", page.model.folder)

        ActionButton {
            primary: true
            text: page.texts.say("operator.phrases.again")
            onClicked: page.model.readAgain()
        }

        Repeater {
            model: page.model.rows

            ColumnLayout {
                id: file

                required property string path
                required property string title
                required property string said
                required property list<string> mistakes

                Layout.fillWidth: true
                spacing: 2

                Rectangle {
                    Layout.fillWidth: true
                    implicitHeight: Theme.edge
                    color: Theme.line
                }

                Words {
                    Layout.fillWidth: true
                    words: file.title
                    font.weight: Font.Medium
                    wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                }

                Words {
                    Layout.fillWidth: true
                    words: file.said
                    color: Theme.inkSoft
                    font.pixelSize: Theme.small
                }

                Repeater {
                    model: file.mistakes

                    Words {
                        required property string modelData

                        Layout.fillWidth: true
                        words: "・" + modelData
                        color: Theme.doubt
                        font.pixelSize: Theme.small
                        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                    }
                }
            }
        }
    }
}

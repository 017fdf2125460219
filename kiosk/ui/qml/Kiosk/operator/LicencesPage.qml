// Whose work this is, and under which terms.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk

Page {
    id: page

    required property LicencesModel model
    required property Texts texts

    Section {
        title: page.texts.say("operator.page.licences")
        about: page.texts.say("operator.licences.about")

        Repeater {
            model: page.model.rows

            ColumnLayout {
                id: line

                required property string name
                required property string licence
                required property string by

                Layout.fillWidth: true
                spacing: 2

                Rectangle {
                    Layout.fillWidth: true
                    implicitHeight: Theme.edge
                    color: Theme.line
                }

                Words {
                    Layout.fillWidth: true
                    words: line.name
                    font.weight: Font.Medium
                    wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                }

                Words {
                    Layout.fillWidth: true
                    words: line.licence
                    font.pixelSize: Theme.small
                    font.weight: Font.Medium
                }

                Words {
                    Layout.fillWidth: true
                    words: line.by
                    color: Theme.inkSoft
                    font.pixelSize: Theme.small
                    wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                }
            }
        }

        Words {
            Layout.fillWidth: true
            visible: !page.model.whole
            words: page.texts.say("operator.licences.more")
            color: Theme.inkSoft
        }
    }
}

// What the staff should know whatever page is open: mistakes in the file, a change that wasn't saved or that waits.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Kiosk

ColumnLayout {
    id: notices

    required property OperatorModel operator
    readonly property Texts texts: operator.texts

    Layout.fillWidth: true
    Layout.fillHeight: false
    spacing: Theme.gap / 3

    Banner {
        visible: notices.operator.broken
        said: notices.texts.say("operator.broken")

        Flickable {
            Layout.fillWidth: true
            implicitHeight: Math.min(lines.implicitHeight, 9 * Theme.small) // the pages need room too
            contentHeight: lines.implicitHeight
            boundsBehavior: Flickable.StopAtBounds
            clip: true

            ScrollBar.vertical: SlideBar {
                needed: lines.implicitHeight > 9 * Theme.small
            }

            ColumnLayout {
                id: lines

                width: parent.width - Theme.gap
                spacing: 0

                Repeater {
                    model: notices.operator.mistakes

                    Words {
                        required property string line

                        Layout.fillWidth: true
                        words: "・" + line
                        font.pixelSize: Theme.small
                        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                    }
                }
            }
        }

        Words {
            Layout.fillWidth: true
            words: notices.texts.say(notices.operator.mended ? "operator.broken.mended" : "operator.broken.kept")
            font.pixelSize: Theme.small
        }
    }

    Banner {
        visible: said !== ""
        said: notices.operator.trouble
    }

    Banner {
        visible: notices.operator.restartNeeded
        said: notices.texts.say("operator.restart")
    }
}

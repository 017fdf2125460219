// What is wrong in a file of the staff's, with line numbers.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Kiosk

Banner {
    id: banner

    required property string title
    required property Rows mistakes
    property real most: 6 * Theme.body

    visible: mistakes.count > 0
    said: title

    Flickable {
        Layout.fillWidth: true
        implicitHeight: Math.min(lines.implicitHeight, banner.most)
        contentHeight: lines.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        ScrollBar.vertical: SlideBar {
            needed: lines.implicitHeight > banner.most
        }

        ColumnLayout {
            id: lines

            width: parent.width - Theme.gap
            spacing: 0

            Repeater {
                model: banner.mistakes

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
}

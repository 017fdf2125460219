// A language in its own name and script; no flag.
import QtQuick
import QtQuick.Controls.Basic
import Kiosk

AbstractButton {
    id: tile

    required property string code
    required property string name
    required property string face
    required property string note

    text: name
    focusPolicy: Qt.StrongFocus
    Accessible.name: note === "" ? name : name + ", " + note
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: Theme.radius
        color: tile.down ? Theme.guestTint : Theme.sheet
        border.color: tile.visualFocus ? Theme.ink : Theme.highContrast ? Theme.ink : Theme.line
        border.width: tile.visualFocus ? 3 * Theme.edge : Theme.edge
    }

    contentItem: Item {
        Text {
            x: Theme.gap / 2
            width: parent.width - Theme.gap
            height: parent.height - (tile.note === "" ? 0 : tag.implicitHeight + Theme.gap / 4)
            text: tile.name
            color: Theme.ink
            font.family: tile.face
            font.pixelSize: Theme.large
            minimumPixelSize: Math.round(Theme.small * 0.7)
            fontSizeMode: Text.Fit
            font.weight: Font.Medium
            wrapMode: Text.WordWrap
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            Accessible.ignored: true
        }

        Text {
            id: tag

            visible: text !== ""
            width: parent.width
            y: parent.height - implicitHeight - Theme.gap / 4
            text: tile.note
            color: Theme.inkSoft
            font.family: tile.face
            font.pixelSize: Math.round(Theme.small * 0.9)
            horizontalAlignment: Text.AlignHCenter
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }
}

// A language in its own name and script; no flag.
import QtQuick
import QtQuick.Controls.Basic
import Kiosk

AbstractButton {
    id: tile

    required property Texts texts
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
            height: parent.height - (tile.note === "" ? 0 : tag.height)
            text: tile.texts.kept(tile.name)
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
            x: Theme.gap / 2
            width: parent.width - Theme.gap
            y: parent.height - height - Math.round(0.14 * parent.height)
            height: Math.round(1.3 * font.pixelSize) // some scripts' lines are taller, with nothing in them
            text: tile.note
            color: Theme.inkSoft
            font.family: tile.face
            font.pixelSize: Theme.small
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Math.round(0.7 * Theme.small)
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }
}

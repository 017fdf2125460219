// A small tool of a bubble: an icon, and under it what it does.
import QtQuick
import QtQuick.Controls.Basic
import Kiosk

AbstractButton {
    id: button

    required property string face
    required property string glyph
    required property color colour

    implicitWidth: Math.round(1.45 * Theme.target)
    implicitHeight: Theme.target
    focusPolicy: Qt.StrongFocus
    opacity: enabled ? 1 : 0.45
    Accessible.name: text
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: Theme.radius * 0.7
        color: button.down ? Theme.line : Theme.sheet
        border.color: button.visualFocus ? Theme.ink : Theme.line
        border.width: button.visualFocus ? 3 * Theme.edge : Theme.edge
    }

    contentItem: Item {
        Glyph {
            anchors.horizontalCenter: parent.horizontalCenter
            y: parent.height * 0.1
            name: button.glyph
            colour: button.colour
            size: parent.height * 0.36
        }

        Text {
            x: Theme.edge * 3
            y: parent.height * 0.48
            width: parent.width - 6 * Theme.edge
            height: parent.height * 0.5
            text: button.text
            color: Theme.ink
            font.family: button.face
            font.pixelSize: Math.round(Theme.target * 0.21)
            minimumPixelSize: 6
            fontSizeMode: Text.Fit
            wrapMode: Text.Wrap
            textFormat: Text.PlainText
            lineHeight: 0.9
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            Accessible.ignored: true
        }
    }
}

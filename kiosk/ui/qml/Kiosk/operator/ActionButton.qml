// A button with words on it. `primary`: the one that people came for. It grows with its words.
import QtQuick
import QtQuick.Controls.Basic
import Kiosk

AbstractButton {
    id: button

    property bool primary: false
    property int size: Theme.body
    property real least: Theme.target // high

    implicitWidth: Math.max(Theme.target, words.implicitWidth + 2 * Theme.gap)
    implicitHeight: Math.max(least, words.implicitHeight + Theme.gap / 2)
    focusPolicy: Qt.StrongFocus
    opacity: enabled ? 1 : 0.4
    Accessible.name: text
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: Math.min(height / 2, Theme.radius)
        color: button.primary ? Theme.host : button.pressed ? Theme.hostTint : Theme.sheet
        border.color: button.visualFocus ? Theme.ink : button.primary ? Theme.host : Theme.inkSoft
        border.width: button.visualFocus ? 3 * Theme.edge : Theme.edge

        Rectangle {
            visible: button.visualFocus
            anchors.fill: parent
            anchors.margins: 5
            radius: parent.radius - 5
            color: "transparent"
            border.color: Theme.sheet
            border.width: Theme.edge
        }
    }

    contentItem: Text {
        id: words

        text: button.text
        color: button.primary ? Theme.sheet : Theme.ink
        font.family: Theme.face
        font.pixelSize: button.size
        font.weight: button.primary ? Font.Bold : Font.Medium
        wrapMode: Text.Wrap
        textFormat: Text.PlainText
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
}

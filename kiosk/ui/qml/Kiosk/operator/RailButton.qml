// The way to one page: a bar and bold words mark the one that is open.
import QtQuick
import QtQuick.Controls.Basic
import Kiosk

AbstractButton {
    id: button

    required property bool current
    required property real least // what there is room for; a low screen has less

    implicitWidth: words.implicitWidth + 3 * Theme.gap
    implicitHeight: Math.max(words.implicitHeight + 8, 0.6 * Theme.target, Math.min(Theme.target, least))
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.PageTab
    Accessible.name: text
    Accessible.selectable: true
    Accessible.selected: current
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: Theme.radius / 2
        color: button.current ? Theme.hostTint : button.pressed ? Theme.sheet : "transparent"
        border.color: Theme.ink
        border.width: button.visualFocus ? 2 * Theme.edge : 0

        Rectangle {
            visible: button.current
            x: Theme.gap / 4
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.gap / 3
            height: parent.height * 0.5
            radius: width / 2
            color: Theme.host
        }
    }

    contentItem: Text {
        id: words

        leftPadding: Theme.gap
        rightPadding: Theme.gap / 2
        text: button.text
        color: button.current ? Theme.host : Theme.ink
        font.family: Theme.face
        font.pixelSize: Theme.body
        font.weight: button.current ? Font.Bold : Font.Normal
        wrapMode: Text.Wrap
        textFormat: Text.PlainText
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
}

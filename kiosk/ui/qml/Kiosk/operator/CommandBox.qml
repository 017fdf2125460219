// A command that somebody types elsewhere, letter by letter.
import QtQuick
import QtQuick.Layouts
import Kiosk

Rectangle {
    id: box

    required property string command
    required property string name

    Layout.fillWidth: true
    visible: command !== ""
    implicitHeight: line.implicitHeight + Theme.gap / 2
    radius: Theme.gap / 3
    color: Theme.paper
    border.color: Theme.line
    border.width: Theme.edge

    Words {
        id: line

        anchors.verticalCenter: parent.verticalCenter
        x: Theme.gap / 2
        width: parent.width - Theme.gap
        words: box.command
        font.family: "Noto Sans Mono CJK JP"
        font.pixelSize: Theme.small
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
        Accessible.name: box.name + ": " + box.command
    }
}

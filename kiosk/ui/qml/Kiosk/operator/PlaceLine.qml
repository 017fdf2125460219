// A file or a folder to choose: its name, and where it lies.
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Kiosk

AbstractButton {
    id: line

    required property string path
    required property string title
    required property string note

    topPadding: Theme.gap / 3
    bottomPadding: Theme.gap / 3
    implicitHeight: Math.max(Theme.target, words.implicitHeight + topPadding + bottomPadding)
    focusPolicy: Qt.StrongFocus
    opacity: enabled ? 1 : 0.45
    text: title
    Accessible.name: title
    Accessible.description: note
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: Theme.radius / 2
        color: line.pressed ? Theme.hostTint : "transparent"
        border.color: line.visualFocus ? Theme.ink : Theme.inkSoft
        border.width: line.visualFocus ? 3 * Theme.edge : Theme.edge
    }

    contentItem: ColumnLayout {
        id: words

        spacing: 2

        Text {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.gap / 2
            Layout.rightMargin: Theme.gap / 2
            text: line.title
            color: Theme.ink
            font.family: Theme.face
            font.pixelSize: Theme.body
            font.weight: Font.Medium
            wrapMode: Text.WrapAnywhere
            textFormat: Text.PlainText
            Accessible.ignored: true
        }

        Text {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.gap / 2
            Layout.rightMargin: Theme.gap / 2
            text: line.note
            color: Theme.inkSoft
            font.family: Theme.face
            font.pixelSize: Theme.small
            wrapMode: Text.WrapAnywhere
            textFormat: Text.PlainText
            Accessible.ignored: true
        }
    }
}

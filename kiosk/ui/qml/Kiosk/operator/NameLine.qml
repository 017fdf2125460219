// A listed name: as it is written, how it is read, and what it becomes in other languages.
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Kiosk

AbstractButton {
    id: line

    required property string term
    required property string reading
    required property string forms
    required property string note

    topPadding: Theme.gap / 3
    bottomPadding: Theme.gap / 3
    implicitHeight: Math.max(Theme.target, words.implicitHeight + topPadding + bottomPadding)
    focusPolicy: Qt.StrongFocus
    text: term
    Accessible.name: reading === "" ? term : term + ", " + reading
    Accessible.description: forms
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: Theme.radius / 2
        color: line.pressed ? Theme.hostTint : Theme.sheet
        border.color: line.visualFocus ? Theme.ink : Theme.line
        border.width: line.visualFocus ? 3 * Theme.edge : Theme.edge
    }

    contentItem: ColumnLayout {
        id: words

        spacing: 2

        RowLayout {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.gap / 2
            Layout.rightMargin: Theme.gap / 2
            spacing: Theme.gap

            Text {
                Layout.fillWidth: true
                Layout.preferredWidth: implicitWidth
                text: line.term
                color: Theme.ink
                font.family: "Noto Sans CJK JP"
                font.pixelSize: Theme.body
                font.weight: Font.Medium
                wrapMode: Text.WrapAnywhere
                textFormat: Text.PlainText
                Accessible.ignored: true
            }

            Text {
                Layout.fillWidth: true
                Layout.preferredWidth: implicitWidth
                text: line.reading
                color: Theme.inkSoft
                font.family: "Noto Sans CJK JP"
                font.pixelSize: Theme.small
                wrapMode: Text.WrapAnywhere
                horizontalAlignment: Text.AlignRight
                textFormat: Text.PlainText
                Accessible.ignored: true
            }
        }

        Text {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.gap / 2
            Layout.rightMargin: Theme.gap / 2
            visible: text !== ""
            text: line.forms
            color: Theme.inkSoft
            font.family: Theme.face
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
            maximumLineCount: 2
            textFormat: Text.PlainText
            Accessible.ignored: true
        }
    }
}

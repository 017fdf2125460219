// A phrase to be chosen: in the reader's language, below it in the other one, and whether somebody has checked it.
import QtQuick
import QtQuick.Controls.Basic
import Kiosk

AbstractButton {
    id: item

    required property string code
    required property string said
    required property string means
    required property bool isChecked
    required property bool opens
    required property Texts texts
    required property string face
    required property string meansFace
    property int size: Math.round((Theme.body + Theme.small) / 2)

    text: said
    implicitHeight: Math.max(Theme.target, words.implicitHeight + Theme.gap)
    focusPolicy: Qt.StrongFocus
    Accessible.name: said + (opens ? " …" : "")
    Accessible.description: means + ". " + mark.words
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: Theme.radius * 0.6
        color: item.down ? Theme.line : Theme.sheet
        border.color: item.visualFocus ? Theme.ink : Theme.highContrast ? Theme.ink : Theme.line
        border.width: item.visualFocus ? 3 * Theme.edge : Theme.edge
    }

    contentItem: Item {
        Column {
            id: words

            x: Theme.gap * 0.7
            width: parent.width - 1.4 * Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            spacing: Math.round(Theme.gap / 8)

            Text {
                width: parent.width
                text: item.texts.kept(item.said)
                color: Theme.ink
                font.family: item.face
                font.pixelSize: item.size
                font.weight: Font.Medium
                lineHeight: Theme.leading(font.family)
                wrapMode: Text.Wrap
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
                Accessible.ignored: true
            }

            Text {
                width: parent.width
                text: item.texts.kept(item.means)
                color: Theme.inkSoft
                font.family: item.meansFace
                font.pixelSize: Math.round(0.78 * item.size)
                lineHeight: Theme.leading(font.family)
                wrapMode: Text.Wrap
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
                Accessible.ignored: true
            }

            PhraseMark {
                id: mark

                width: parent.width
                texts: item.texts
                checked: item.isChecked
                size: Math.round(0.62 * item.size)
                Accessible.ignored: true
            }
        }
    }
}

// One of a few values: a ring, full when chosen, its name and what it means.
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Kiosk

AbstractButton {
    id: row

    required property string title
    required property string note
    required property bool chosen
    required property string face

    implicitHeight: Math.max(Theme.target, words.implicitHeight + Theme.gap)
    implicitWidth: words.implicitWidth + Theme.gap
    focusPolicy: Qt.StrongFocus
    text: title
    Accessible.role: Accessible.RadioButton
    Accessible.name: title
    Accessible.description: note
    checkable: true
    checked: chosen
    onToggled: checked = Qt.binding(() => row.chosen) // a touch asks; the setting decides
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: Theme.radius / 2
        color: row.chosen || row.pressed ? Theme.hostTint : "transparent"
        border.color: row.visualFocus ? Theme.ink : row.chosen ? Theme.host : Theme.line
        border.width: row.visualFocus ? 3 * Theme.edge : row.chosen ? 2 * Theme.edge : Theme.edge
    }

    contentItem: RowLayout {
        id: words

        spacing: Theme.gap / 2

        Rectangle {
            Layout.leftMargin: Theme.gap / 2
            Layout.alignment: Qt.AlignVCenter
            implicitWidth: Theme.body
            implicitHeight: Theme.body
            radius: width / 2
            color: "transparent"
            border.color: row.chosen ? Theme.host : Theme.inkSoft
            border.width: Theme.edge

            Rectangle {
                visible: row.chosen
                anchors.centerIn: parent
                width: parent.width / 2
                height: width
                radius: width / 2
                color: Theme.host
            }
        }

        ColumnLayout {
            Layout.rightMargin: Theme.gap / 2
            spacing: 0

            Text {
                Layout.fillWidth: true
                text: row.title
                color: Theme.ink
                font.family: row.face || Theme.face
                font.pixelSize: Theme.body
                font.weight: row.chosen ? Font.Bold : Font.Normal
                wrapMode: Text.Wrap
                textFormat: Text.PlainText
                Accessible.ignored: true
            }

            Text {
                Layout.fillWidth: true
                visible: text !== "" && text !== row.title // English in English
                text: row.note
                color: Theme.inkSoft
                font.family: Theme.face
                font.pixelSize: Theme.small
                wrapMode: Text.Wrap
                textFormat: Text.PlainText
                Accessible.ignored: true
            }
        }
    }
}

// A model: a mark in words, its name, what it is for, how it stands and the command that mends it.
import QtQuick
import QtQuick.Layouts
import Kiosk

ColumnLayout {
    id: line

    required property string title
    required property string what
    required property string standing
    required property string mark
    required property string said
    required property string command
    required property Texts texts
    property real markWidth: 0 // of the widest word that any of them is marked with: the names stand in a column
    readonly property bool bad: standing === "bad" || standing === "missing"

    Layout.fillWidth: true
    spacing: Theme.gap / 3

    Rectangle {
        Layout.fillWidth: true
        implicitHeight: Theme.edge
        color: Theme.line
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap / 2

        Rectangle {
            Layout.alignment: Qt.AlignTop
            implicitWidth: Math.max(line.markWidth, word.implicitWidth) + Theme.gap
            implicitHeight: word.implicitHeight + 8
            radius: Theme.gap / 3
            color: line.bad ? Theme.doubt : "transparent"
            border.color: line.standing === "good" ? Theme.guest : Theme.doubt
            border.width: Theme.edge

            Words {
                id: word

                anchors.centerIn: parent
                words: line.mark
                color: line.bad ? Theme.sheet : line.standing === "good" ? Theme.guest : Theme.doubt
                font.pixelSize: Theme.small
                font.weight: Font.Bold
                wrapMode: Text.NoWrap
            }
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2

            Words {
                Layout.fillWidth: true
                visible: words !== ""
                words: line.title
                font.weight: Font.Medium
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            }

            Words {
                Layout.fillWidth: true
                visible: words !== ""
                words: line.what
                color: Theme.inkSoft
                font.pixelSize: Theme.small
            }

            Words {
                Layout.fillWidth: true
                words: line.said
                font.pixelSize: Theme.small
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            }
        }
    }

    CommandBox {
        command: line.command
        name: line.texts.say("operator.command")
    }
}

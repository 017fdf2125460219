// A language: its own name, the staff's name for it, what it lacks and the command that brings it.
import QtQuick
import QtQuick.Layouts
import Kiosk

ColumnLayout {
    id: line

    required property string endonym
    required property string face
    required property string name
    required property string lacks
    required property string command
    required property Texts texts
    property bool narrow: false
    default property alias buttons: tools.data

    Layout.fillWidth: true
    spacing: Theme.gap / 3

    Rectangle {
        Layout.fillWidth: true
        implicitHeight: Theme.edge
        color: Theme.line
    }

    GridLayout {
        Layout.fillWidth: true
        columns: line.narrow ? 1 : 2
        columnSpacing: Theme.gap / 2

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2

            Words {
                Layout.fillWidth: true
                words: line.endonym
                font.family: line.face
                font.weight: Font.Medium
                Accessible.name: line.name === line.endonym ? line.name : line.endonym + ", " + line.name
            }

            Words {
                Layout.fillWidth: true
                visible: line.name !== line.endonym
                words: line.name
                color: Theme.inkSoft
                font.pixelSize: Theme.small
                Accessible.ignored: true
            }

            Words {
                Layout.fillWidth: true
                visible: words !== ""
                words: line.lacks
                color: Theme.doubt
                font.pixelSize: Theme.small
            }
        }

        RowLayout {
            id: tools

            Layout.alignment: Qt.AlignRight | Qt.AlignVCenter
            spacing: Theme.gap / 2
        }
    }

    CommandBox {
        command: line.command
        name: line.texts.say("operator.command")
    }
}

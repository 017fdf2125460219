// A white sheet with a heading: one thing that can be set.
import QtQuick
import QtQuick.Layouts
import Kiosk

Rectangle {
    id: section

    required property string title
    property string about: ""
    default property alias content: column.data

    Layout.fillWidth: true
    implicitHeight: column.implicitHeight + 2 * Theme.gap
    radius: Theme.radius
    color: Theme.sheet
    border.color: Theme.line
    border.width: Theme.edge

    ColumnLayout {
        id: column

        anchors.fill: parent
        anchors.margins: Theme.gap
        spacing: Theme.gap / 2

        Words {
            Layout.fillWidth: true
            words: section.title
            color: Theme.host
            font.weight: Font.Bold
            Accessible.role: Accessible.Heading
        }

        Words {
            Layout.fillWidth: true
            visible: words !== ""
            words: section.about
            color: Theme.inkSoft
            font.pixelSize: Theme.small
        }
    }
}

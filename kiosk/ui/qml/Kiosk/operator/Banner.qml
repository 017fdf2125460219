// Something the staff should know about the settings themselves; ochre, and a bar at its side.
import QtQuick
import QtQuick.Layouts
import Kiosk

Rectangle {
    id: banner

    required property string said
    default property alias content: column.data

    Layout.fillWidth: true
    implicitHeight: column.implicitHeight + Theme.gap
    radius: Theme.radius / 2
    color: Theme.doubtTint
    border.color: Theme.doubt
    border.width: Theme.edge

    ColumnLayout {
        id: column

        anchors.fill: parent
        anchors.margins: Theme.gap / 2
        anchors.leftMargin: Theme.gap
        spacing: 4

        Words {
            Layout.fillWidth: true
            words: banner.said
            font.pixelSize: Theme.small
            font.weight: Font.Medium
            Accessible.role: Accessible.AlertMessage
        }
    }
}

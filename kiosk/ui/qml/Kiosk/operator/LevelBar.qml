// How loud it is: a bar, with a mark from where on speech is understood well.
import QtQuick
import QtQuick.Layouts
import Kiosk

Rectangle {
    id: bar

    required property real level
    required property string name

    Layout.fillWidth: true
    implicitHeight: Theme.body
    radius: height / 2
    color: Theme.paper
    border.color: Theme.inkSoft
    border.width: Theme.edge
    Accessible.role: Accessible.ProgressBar
    Accessible.name: name

    Rectangle {
        x: 4
        y: 4
        width: Math.max(height, (bar.width - 8) * bar.level)
        height: bar.height - 8
        radius: height / 2
        visible: bar.level > 0
        color: Theme.live
    }

    Rectangle {
        x: bar.width * 0.4
        width: 3
        height: bar.height
        color: Theme.ink
    }
}

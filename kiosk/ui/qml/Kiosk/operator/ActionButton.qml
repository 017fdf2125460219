// A button of the operator pages: it stands on white sheets, so its edge is darker than elsewhere.
import QtQuick
import Kiosk

PlainButton {
    id: button

    face: Theme.face
    colour: primary ? Theme.host : Theme.ink

    background: Rectangle {
        radius: Math.min(height / 2, Theme.radius)
        color: button.primary ? button.colour : button.down ? Theme.hostTint : Theme.sheet
        border.color: button.visualFocus ? Theme.ink : button.primary ? button.colour : Theme.inkSoft
        border.width: button.visualFocus ? 3 * Theme.edge : Theme.edge

        Rectangle {
            visible: button.visualFocus
            anchors.fill: parent
            anchors.margins: 3 * Theme.edge
            radius: Math.max(0, parent.radius - 3 * Theme.edge)
            color: "transparent"
            border.color: Theme.sheet
            border.width: Theme.edge
        }
    }
}

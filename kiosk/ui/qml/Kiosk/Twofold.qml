// A page for two people: the visitor's, turned round where they face each other, and the staff's. Or one page for whoever comes.
import QtQuick
import Kiosk

Item {
    id: page

    required property Component front // the visitor's
    required property Component rear // the staff's
    required property bool twofold
    required property bool turned

    Loader {
        width: page.width
        height: page.twofold ? page.height / 2 : page.height
        rotation: page.twofold && page.turned ? 180 : 0
        sourceComponent: page.front
    }

    Loader {
        active: page.twofold
        y: page.height / 2
        width: page.width
        height: page.height / 2
        sourceComponent: page.rear
        focus: true
    }

    Rectangle {
        visible: page.twofold
        y: page.height / 2 - height / 2
        width: page.width
        height: 2 * Theme.edge
        color: Theme.line
    }
}

// The operator pages: the PIN first, then the pages. Nothing of them is there before the PIN is right.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

FocusScope {
    id: root

    required property OperatorModel operator

    signal closed

    focus: true
    Accessible.role: Accessible.Pane
    Accessible.name: operator.texts.say("operator.title")
    Keys.onEscapePressed: operator.close()

    Component.onCompleted: operator.open()

    Connections {
        target: root.operator

        function onClosed() {
            root.closed();
        }
    }

    Connections {
        target: root.Window.window

        function onActiveFocusItemChanged() {
            root.operator.touched();
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.paper

        MouseArea {
            anchors.fill: parent // what lies below is not touched through it
        }
    }

    Loader {
        id: inside

        anchors.fill: parent
        anchors.bottomMargin: dock.height
        focus: true
        sourceComponent: root.operator.lock.stage === "open" ? pages : pin
    }

    KeyboardDock {
        id: dock

        anchors.bottom: parent.bottom
        width: parent.width
        area: inside
        room: root.height
        texts: root.operator.texts
        code: root.operator.texts.code
    }

    Item {
        anchors.fill: parent

        PointHandler {
            onActiveChanged: root.operator.touched()
        }
    }

    Component {
        id: pin

        PinPad {
            focus: true
            lock: root.operator.lock
            texts: root.operator.texts
            onClosed: root.operator.close()
        }
    }

    Component {
        id: pages

        Pages {
            focus: true
            operator: root.operator
        }
    }
}

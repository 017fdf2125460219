// The kiosk's screen: one page at a time, the operator pages above all, and a hidden corner that leads to them.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

FocusScope {
    id: shell

    required property Stage stage
    required property Desktop desktop
    readonly property bool faced: stage.layout === "face_to_face"
    readonly property bool staffOnly: stage.layout === "two_displays" // the visitor has a display too
    readonly property Texts first: staffOnly ? stage.staff.texts : stage.greeting // for whoever comes to this one

    focus: true

    Binding {
        target: Theme
        property: "highContrast"
        value: shell.stage.highContrast
    }

    Binding {
        target: Theme
        property: "typeScale"
        value: shell.stage.typeScale
    }

    Binding {
        target: Theme
        property: "unit"
        value: shell.desktop.unitFor(shell.width, shell.height)
    }

    Binding {
        target: Theme
        property: "mm"
        value: shell.desktop.mm
    }

    Binding {
        target: Theme
        property: "face"
        value: shell.stage.staff.texts.family
    }

    Binding {
        target: Theme
        property: "texts"
        value: shell.stage.staff.texts
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.paper
    }

    Loader {
        id: pages

        anchors.fill: parent
        focus: true
        rotation: shell.stage.page === "picker" && shell.faced && !shell.stage.facingStaff ? 180 : 0
        sourceComponent: ({
                attract: attract,
                picker: picker,
                conversation: conversation,
                order: order
            })[shell.stage.page]
    }

    Component {
        id: attract

        Twofold {
            twofold: shell.faced
            turned: true
            front: Component {
                Attract {
                    texts: shell.first
                    starting: shell.stage.starting
                    onBegun: shell.stage.begin(shell.staffOnly)
                }
            }
            rear: Component {
                Attract {
                    texts: shell.stage.staff.texts
                    starting: shell.stage.starting
                    onBegun: shell.stage.begin(true)
                }
            }
        }
    }

    Component {
        id: order

        Twofold {
            twofold: !shell.staffOnly
            turned: shell.faced
            front: Component {
                OutOfOrder {
                    stage: shell.stage
                    texts: shell.first
                    onBegun: shell.stage.begin(shell.staffOnly)
                }
            }
            rear: Component {
                OutOfOrder {
                    stage: shell.stage
                    texts: shell.stage.staff.texts
                    onBegun: shell.stage.begin(true)
                }
            }
        }
    }

    Component {
        id: picker

        Picker {
            stage: shell.stage
            texts: shell.stage.facingStaff ? shell.stage.staff.texts : shell.first
        }
    }

    Component {
        id: conversation

        Conversation {
            stage: shell.stage
        }
    }

    Item {
        anchors.fill: parent

        PointHandler {
            onActiveChanged: {
                if (active)
                    shell.stage.touched();
            }
        }
    }

    // The way to the operator pages: a corner that is held for three seconds, or a key that visitors don't have.
    Item {
        width: Theme.target
        height: Theme.target
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        visible: shell.stage.page === "attract" || shell.stage.page === "order"

        MouseArea {
            anchors.fill: parent
            pressAndHoldInterval: 3000
            Accessible.ignored: true
            onPressAndHold: shell.desktop.askOperator()
            onClicked: shell.stage.begin(true)
        }
    }

    Loader {
        id: operator

        anchors.fill: parent
        active: shell.desktop.operator !== null
        focus: active
        sourceComponent: Operator {
            operator: shell.desktop.operator
            onClosed: shell.desktop.closeOperator()
        }
    }

    Shortcut {
        sequence: "Ctrl+Alt+O"
        context: Qt.ApplicationShortcut // from the visitor's display too
        onActivated: shell.desktop.askOperator()
    }
}

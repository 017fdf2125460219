// The visitor's own display.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

FocusScope {
    id: shell

    required property Stage stage

    focus: true

    Rectangle {
        anchors.fill: parent
        color: Theme.paper
    }

    Loader {
        anchors.fill: parent
        focus: true
        sourceComponent: ({
                attract: attract,
                picker: picker,
                conversation: conversation,
                order: order
            })[shell.stage.page]
    }

    Component {
        id: attract

        Attract {
            texts: shell.stage.greeting
            starting: shell.stage.starting
            onBegun: shell.stage.begin(false)
        }
    }

    Component {
        id: order

        OutOfOrder {
            stage: shell.stage
            texts: shell.stage.greeting
            onBegun: shell.stage.begin(false)
        }
    }

    Component {
        id: picker

        Picker {
            stage: shell.stage
            texts: shell.stage.greeting
        }
    }

    Component {
        id: conversation

        Item {
            HalfView {
                anchors.fill: parent
                half: shell.stage.visitor
                session: shell.stage.session
                countdown: shell.stage.countdown
                onShown: (words, face) => show.open(words, face, false)
                onLanguageAsked: shell.stage.change(false)
            }

            ShowSheet {
                id: show

                anchors.fill: parent
                texts: shell.stage.visitor.texts
            }

            Connections {
                target: shell.stage

                function onSessionChanged() {
                    show.clear();
                }
            }
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
}

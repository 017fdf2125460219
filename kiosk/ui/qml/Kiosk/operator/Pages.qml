// The pages behind the PIN: the way to each at the side, or above on a tall screen.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Kiosk

FocusScope {
    id: pages

    required property OperatorModel operator
    readonly property Texts texts: operator.texts
    readonly property bool tall: height > width

    GridLayout {
        anchors.fill: parent
        columns: pages.tall ? 1 : 2
        columnSpacing: 0
        rowSpacing: 0

        Flickable {
            id: rail

            readonly property bool scrolls: contentHeight > height + 1

            Layout.fillHeight: !pages.tall
            Layout.fillWidth: pages.tall
            Layout.preferredWidth: pages.tall ? -1 : Math.min(pages.width * 0.3, 11 * Theme.body)
            Layout.preferredHeight: pages.tall ? ways.implicitHeight + 2 * ways.y : -1
            contentHeight: ways.implicitHeight + 2 * ways.y
            boundsBehavior: Flickable.StopAtBounds
            clip: true

            onHeightChanged: bring(ways.open)
            onContentHeightChanged: bring(ways.open)

            // The way to the page that is open, and what has the keyboard, are never out of sight.
            function bring(way: Item) {
                if (way !== null)
                    contentY = Math.max(0, Math.min(Math.max(contentY, way.y + way.height + 2 * ways.y - height), way.y));
            }

            ScrollBar.vertical: SlideBar {
                needed: rail.scrolls
            }

            GridLayout {
                id: ways

                property Item open: null
                readonly property real fitting: (rail.height - title.implicitHeight) / 10 - 2 * rowSpacing

                x: Theme.gap / 2
                y: Theme.gap / 2
                width: rail.width - Theme.gap
                columns: pages.tall ? 4 : 1
                uniformCellWidths: true
                rowSpacing: Theme.gap / 4
                columnSpacing: Theme.gap / 4
                onOpenChanged: rail.bring(open)

                Words {
                    id: title

                    Layout.columnSpan: ways.columns
                    Layout.leftMargin: Theme.gap / 2
                    words: pages.texts.say("operator.title")
                    font.pixelSize: Theme.large
                    font.weight: Font.Bold
                    Accessible.role: Accessible.Heading
                }

                Repeater {
                    model: ["screen", "languages", "sound", "glossary", "phrases", "models", "licences", "about", "leave"]

                    RailButton {
                        id: way

                        required property string modelData

                        Layout.fillWidth: true
                        least: pages.tall ? Theme.target : ways.fitting
                        text: pages.texts.say("operator.page." + modelData)
                        current: pages.operator.page === modelData
                        focus: current
                        onClicked: pages.operator.go(modelData)
                        onCurrentChanged: {
                            if (current)
                                ways.open = way;
                        }
                        onActiveFocusChanged: {
                            if (activeFocus)
                                rail.bring(way);
                        }
                    }
                }

                ActionButton {
                    id: end

                    Layout.fillWidth: true
                    Layout.topMargin: pages.tall ? 0 : Theme.gap / 4
                    least: pages.tall ? Theme.target : Math.max(0.6 * Theme.target, Math.min(Theme.target, ways.fitting))
                    text: pages.texts.say("operator.close")
                    onClicked: pages.operator.close()
                    onActiveFocusChanged: {
                        if (activeFocus)
                            rail.bring(end);
                    }
                }
            }
        }

        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: 0

            Notices {
                Layout.topMargin: Theme.gap / 2
                Layout.leftMargin: Theme.gap
                Layout.rightMargin: Theme.gap + 14
                operator: pages.operator
            }

            Loader {
                Layout.fillWidth: true
                Layout.fillHeight: true
                sourceComponent: ({
                        sound: sound,
                        languages: languages,
                        screen: screen,
                        glossary: glossary,
                        phrases: phrases,
                        models: models,
                        licences: licences,
                        about: about,
                        leave: leave
                    })[pages.operator.page]
            }
        }
    }

    Component {
        id: sound

        SoundPage {
            model: pages.operator.sound
            texts: pages.texts
        }
    }

    Component {
        id: languages

        LanguagesPage {
            model: pages.operator.languages
            texts: pages.texts
        }
    }

    Component {
        id: screen

        ScreenPage {
            model: pages.operator.screen
            texts: pages.texts
        }
    }

    Component {
        id: glossary

        GlossaryPage {
            model: pages.operator.glossary
            texts: pages.texts
        }
    }

    Component {
        id: phrases

        PhrasesPage {
            model: pages.operator.phrases
            texts: pages.texts
        }
    }

    Component {
        id: models

        ModelsPage {
            model: pages.operator.stock
            texts: pages.texts
        }
    }

    Component {
        id: licences

        LicencesPage {
            model: pages.operator.licences
            texts: pages.texts
        }
    }

    Component {
        id: about

        AboutPage {
            version: pages.operator.version
            settingsFile: pages.operator.settingsFile
            modelsFolder: pages.operator.modelsFolder
            texts: pages.texts
        }
    }

    Component {
        id: leave

        LeavePage {
            model: pages.operator
            texts: pages.texts
        }
    }
}

// Tables in and out: what lies on a stick or at home is chosen, and its mistakes are named before anything is taken.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk

ColumnLayout {
    id: exchange

    required property ExchangeModel model
    required property Texts texts

    signal done

    spacing: 0

    RowLayout {
        Layout.fillWidth: true
        Layout.margins: Theme.gap
        Layout.rightMargin: Theme.gap + 14
        Layout.bottomMargin: 0
        spacing: Theme.gap / 2

        ActionButton {
            focus: true
            text: exchange.texts.say("operator.glossary.back")
            onClicked: exchange.done()
        }

        Words {
            Layout.fillWidth: true
            words: exchange.model.busy ? exchange.texts.say("operator.models.looking") : exchange.model.told
            font.pixelSize: Theme.small
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
        }

        ActionButton {
            enabled: !exchange.model.busy
            text: exchange.texts.say("operator.glossary.look")
            onClicked: exchange.model.open()
        }
    }

    Page {
        Layout.fillWidth: true
        Layout.fillHeight: true

        Section {
            visible: exchange.model.chosen !== ""
            title: exchange.model.chosen
            about: exchange.model.read

            FileMistakes {
                title: exchange.texts.say("operator.glossary.left_out")
                mistakes: exchange.model.mistakes
            }

            Flow {
                Layout.fillWidth: true
                spacing: Theme.gap / 2

                ActionButton {
                    primary: true
                    enabled: exchange.model.count > 0
                    text: exchange.texts.say("operator.glossary.bring.add")
                    onClicked: exchange.model.bring(false)
                }

                ActionButton {
                    enabled: exchange.model.count > 0
                    text: exchange.texts.say("operator.glossary.bring.instead")
                    onClicked: exchange.model.bring(true)
                }

                ActionButton {
                    text: exchange.texts.say("operator.glossary.bring.not")
                    onClicked: exchange.model.forget()
                }
            }
        }

        Section {
            visible: exchange.model.chosen === ""
            title: exchange.texts.say("operator.glossary.bring")
            about: exchange.texts.say("operator.glossary.bring.about")

            Words {
                Layout.fillWidth: true
                visible: !exchange.model.busy && exchange.model.files.count === 0
                words: exchange.texts.say("operator.glossary.no_tables")
            }

            Repeater {
                model: exchange.model.files

                PlaceLine {
                    Layout.fillWidth: true
                    enabled: !exchange.model.busy
                    onClicked: exchange.model.choose(path)
                }
            }
        }

        Section {
            visible: exchange.model.chosen === ""
            title: exchange.texts.say("operator.glossary.take")
            about: exchange.texts.say("operator.glossary.take.about")

            Repeater {
                model: exchange.model.places

                PlaceLine {
                    Layout.fillWidth: true
                    enabled: !exchange.model.busy
                    onClicked: exchange.model.take(path)
                }
            }
        }
    }
}

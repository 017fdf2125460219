// Which microphone, which loudspeaker, and whether they work: one sees it and hears it here.
import QtQuick
import QtQuick.Layouts
import Kiosk

Page {
    id: page

    required property SoundModel model
    required property Texts texts

    Section {
        title: page.texts.say("operator.sound.microphone")

        Hearing {
            meter: page.model.meter
            texts: page.texts
        }

        ChoiceList {
            choice: page.model.microphone
            most: 2
            least: 14 * Theme.body
        }
    }

    Section {
        visible: page.model.twoMicrophones
        title: page.texts.say("operator.sound.visitor_microphone")

        Hearing {
            visible: page.model.visitorMeter.isOpen
            meter: page.model.visitorMeter
            texts: page.texts
        }

        ChoiceList {
            choice: page.model.visitorMicrophone
            most: 2
            least: 14 * Theme.body
        }
    }

    Section {
        title: page.texts.say("operator.sound.loudspeaker")

        GridLayout {
            columns: page.width > 30 * Theme.body ? 2 : 1
            columnSpacing: Theme.gap

            ActionButton {
                text: page.texts.say("operator.sound.tone")
                primary: true
                onClicked: page.model.playTone()
            }

            Words {
                Layout.fillWidth: true
                words: page.model.tone.told
                font.pixelSize: Theme.small
            }
        }

        ChoiceList {
            choice: page.model.loudspeaker
            most: 2
            least: 14 * Theme.body
        }
    }

    Section {
        title: page.texts.say("operator.sound.volume")

        StepperRow {
            setting: page.model.volume
            title: page.texts.say("operator.sound.volume")
            texts: page.texts
        }
    }

    Section {
        title: page.texts.say("operator.sound.speed")

        StepperRow {
            setting: page.model.speed
            title: page.texts.say("operator.sound.speed")
            texts: page.texts
        }
    }
}

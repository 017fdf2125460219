// How the kiosk stands, looks, is talked to, and when it forgets.
import QtQuick
import Kiosk

Page {
    id: page

    required property ScreenModel model
    required property Texts texts

    Section {
        title: page.texts.say("operator.screen.layout")

        ChoiceList {
            choice: page.model.layout
        }
    }

    Section {
        title: page.texts.say("operator.screen.talk")

        ChoiceList {
            choice: page.model.talk
        }
    }

    Section {
        title: page.texts.say("operator.screen.theme")

        ChoiceList {
            choice: page.model.theme
        }
    }

    Section {
        title: page.texts.say("operator.screen.type")

        StepperRow {
            setting: page.model.typeScale
            title: page.texts.say("operator.screen.type")
            texts: page.texts
        }
    }

    Section {
        title: page.texts.say("operator.screen.idle")
        about: page.texts.say("operator.screen.idle.about")

        StepperRow {
            setting: page.model.idle
            title: page.texts.say("operator.screen.idle")
            texts: page.texts
        }
    }

    Section {
        title: page.texts.say("operator.screen.language")
        about: page.texts.say("operator.screen.language.about")

        ChoiceList {
            choice: page.model.language
            most: 4
            least: 8 * Theme.body
        }
    }
}

// What this is and what it promises.
import QtQuick
import QtQuick.Layouts
import Kiosk

Page {
    id: page

    required property string version
    required property string settingsFile
    required property string modelsFolder
    required property Texts texts

    Section {
        title: page.texts.say1("operator.about.version", page.version)

        Words {
            Layout.fillWidth: true
            words: page.texts.say1("operator.about.file", page.settingsFile)
            font.pixelSize: Theme.small
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
        }

        Words {
            Layout.fillWidth: true
            words: page.texts.say("operator.page.models") + ": " + page.modelsFolder
            font.pixelSize: Theme.small
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
        }
    }

    Section {
        title: page.texts.say("operator.about.promise")

        Words {
            Layout.fillWidth: true
            words: page.texts.say("operator.about.promise.1")
        }

        Words {
            Layout.fillWidth: true
            words: page.texts.say("operator.about.promise.2")
        }

        Words {
            Layout.fillWidth: true
            words: page.texts.say("operator.about.promise.3")
        }
    }
}

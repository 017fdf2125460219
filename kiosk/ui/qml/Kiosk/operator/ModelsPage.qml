// What is installed, missing or broken, and what mends it.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk

Page {
    id: page

    required property StockModel model
    required property Texts texts

    Section {
        title: page.model.told
        about: page.texts.say1("operator.models.folder", page.model.folder)

        Flow {
            Layout.fillWidth: true
            spacing: Theme.gap / 2

            ActionButton {
                text: page.texts.say("operator.models.check")
                enabled: !page.model.busy
                primary: true
                onClicked: page.model.check()
            }

            ActionButton {
                text: page.texts.say("operator.models.look")
                enabled: !page.model.busy
                onClicked: page.model.look()
            }
        }

        Repeater {
            model: page.model.rows

            ModelLine {
                texts: page.texts
            }
        }
    }
}

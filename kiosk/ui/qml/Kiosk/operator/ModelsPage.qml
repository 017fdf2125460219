// What is installed, missing or broken, and what mends it.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk

Page {
    id: page

    required property StockModel model
    required property Texts texts
    readonly property real markWidth: {
        const wide = ["good", "note", "bad", "missing"].map(mark => marks.advanceWidth(texts.say("operator.models." + mark)));
        return marks.height > 0 ? Math.ceil(Math.max(...wide)) : 0; // the height tells when the type becomes another
    }

    FontMetrics {
        id: marks

        font.family: Theme.face
        font.pixelSize: Theme.small
        font.weight: Font.Bold
    }

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
                markWidth: page.markWidth
            }
        }
    }
}

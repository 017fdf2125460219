// The staff's own names: the list, the form of one name, or tables in and out.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

FocusScope {
    id: page

    required property GlossaryModel model
    required property Texts texts

    Loader {
        anchors.fill: parent
        focus: true
        sourceComponent: ({
                list: list,
                form: form,
                exchange: exchange
            })[page.model.stage]
    }

    Component {
        id: list

        GlossaryList {
            model: page.model
            texts: page.texts
        }
    }

    Component {
        id: form

        GlossaryForm {
            model: page.model
            texts: page.texts
        }
    }

    Component {
        id: exchange

        GlossaryExchange {
            model: page.model.exchange
            texts: page.texts
            onDone: page.model.back()
        }
    }
}

// A new PIN, and the way out, which asks once more.
import QtQuick
import QtQuick.Layouts
import Kiosk

Page {
    id: page

    required property OperatorModel model
    required property Texts texts

    Section {
        title: page.texts.say("operator.leave.pin")
        about: page.texts.say("operator.leave.pin.about")

        ActionButton {
            text: page.texts.say("operator.leave.pin.change")
            onClicked: page.model.lock.change()
        }
    }

    Section {
        id: way

        property bool asked: false

        title: page.texts.say(asked ? "operator.leave.app.sure" : "operator.leave.app")
        about: page.texts.say("operator.leave.app.about")

        ActionButton {
            visible: !way.asked
            text: page.texts.say("operator.leave.app.leave")
            onClicked: {
                way.asked = true;
                stay.forceActiveFocus();
            }
        }

        Flow {
            visible: way.asked
            Layout.fillWidth: true
            spacing: Theme.gap

            ActionButton {
                id: stay

                primary: true
                text: page.texts.say("operator.leave.app.no")
                onClicked: way.asked = false
            }

            ActionButton {
                text: page.texts.say("operator.leave.app.yes")
                onClicked: page.model.quit()
            }
        }
    }
}

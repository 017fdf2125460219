// The kiosk can't be talked to: one calm sentence, why, and what still works. It comes back by itself.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Item {
    id: page

    required property Stage stage
    required property Texts texts

    signal begun()

    Accessible.role: Accessible.Pane
    Accessible.name: texts.say("order.title")

    Column {
        x: Math.round((parent.width - width) / 2)
        y: Math.round((parent.height - height) / 2) // on whole pixels: half of one shows where it is turned
        width: 2 * Math.round(Math.min(parent.width - 4 * Theme.gap, 34 * Theme.body) / 2)
        spacing: Math.round(Theme.gap / 2)

        Text {
            width: parent.width
            text: page.texts.say("order.title")
            color: Theme.ink
            font.family: page.texts.family
            font.pixelSize: Math.round(Theme.large * 1.2)
            font.weight: Font.Bold
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }

        Repeater {
            model: page.stage.reasons

            Item {
                id: reason

                required property string text

                width: parent.width
                height: why.implicitHeight

                Text {
                    id: why

                    width: parent.width
                    text: page.texts.tell(reason.text)
                    color: Theme.ink
                    font.family: page.texts.family
                    font.pixelSize: Theme.body
                    wrapMode: Text.Wrap
                    horizontalAlignment: Text.AlignHCenter
                    Accessible.role: Accessible.AlertMessage
                    Accessible.name: text
                }
            }
        }

        Text {
            width: parent.width
            text: page.texts.say("order.mends") + " " + page.texts.say("order.staff")
            color: Theme.inkSoft
            font.family: page.texts.family
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }

        PlainButton {
            visible: page.stage.canType
            anchors.horizontalCenter: parent.horizontalCenter
            face: page.texts.family
            primary: true
            colour: Theme.guest
            text: page.texts.say("order.works.type")
            Accessible.description: page.texts.say("order.works")
            onClicked: page.begun()
        }

        PlainButton {
            visible: !page.stage.canType && page.stage.canSayPhrases
            anchors.horizontalCenter: parent.horizontalCenter
            face: page.texts.family
            primary: true
            colour: Theme.guest
            text: page.texts.say("order.works.phrases")
            Accessible.description: page.texts.say("order.works")
            onClicked: page.begun()
        }
    }
}

// Nobody is here: languages greet in turn, one touch starts. Face to face each half greets whoever stands there.
import QtQuick
import Kiosk

Item {
    id: page

    required property Texts texts
    required property bool starting

    signal begun()

    LayoutMirroring.enabled: texts.rtl
    LayoutMirroring.childrenInherit: true

    Column {
        x: 2 * Theme.gap
        y: Math.round((parent.height - height) / 2) // on whole pixels: half of one shows where it is turned
        width: parent.width - 4 * Theme.gap
        spacing: Math.round(Math.min(Theme.gap, 0.03 * page.height))

        Text {
            width: parent.width
            text: page.texts.say("attract.greeting")
            color: Theme.guest
            font.family: page.texts.family
            font.pixelSize: Math.round(Math.min(2.2 * Theme.huge, page.height * 0.155))
            minimumPixelSize: Theme.large
            fontSizeMode: Text.HorizontalFit
            font.weight: Font.Bold
            height: Math.round(1.3 * font.pixelSize) // some scripts' lines are taller, with nothing in them
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }

        Text {
            width: parent.width
            text: page.texts.say("attract.about")
            color: Theme.ink
            font.family: page.texts.family
            font.pixelSize: Math.round(Math.min(Theme.large, 0.085 * page.height))
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }

        PlainButton {
            anchors.horizontalCenter: parent.horizontalCenter
            face: page.texts.family
            primary: true
            colour: Theme.guest
            size: Theme.large
            least: Math.round(1.3 * Theme.target)
            glyph: "world"
            text: page.texts.say("attract.touch")
            focus: true
            onClicked: page.begun()
        }

        Text {
            width: parent.width
            text: page.texts.say(page.starting ? "state.starting" : "privacy")
            color: Theme.inkSoft
            font.family: page.texts.family
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
    }

    MouseArea {
        anchors.fill: parent
        z: -1
        Accessible.ignored: true
        onClicked: page.begun()
    }
}

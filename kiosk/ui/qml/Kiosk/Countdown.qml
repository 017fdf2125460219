// Nobody has touched or said anything for a while: what will happen, and how to stay.
import QtQuick
import Kiosk

Rectangle {
    id: sheet

    required property int seconds
    required property Texts texts
    required property color colour

    signal stayed()
    signal finished()

    color: Theme.paper
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words.text

    MouseArea {
        anchors.fill: parent
        Accessible.ignored: true
        onClicked: sheet.stayed()
    }

    Column {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.gap, 24 * Theme.body)
        spacing: Theme.gap

        Text {
            id: words

            width: parent.width
            text: sheet.texts.say1("countdown", Math.max(0, sheet.seconds))
            color: Theme.ink
            font.family: sheet.texts.family
            font.pixelSize: Theme.large
            font.weight: Font.Medium
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: true
        }

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.gap

            PlainButton {
                face: sheet.texts.family
                primary: true
                colour: sheet.colour
                least: Math.round(1.2 * Theme.target)
                text: sheet.texts.say("countdown.stay")
                onClicked: sheet.stayed()
            }

            PlainButton {
                face: sheet.texts.family
                least: Math.round(1.2 * Theme.target)
                text: sheet.texts.say("finish")
                onClicked: sheet.finished()
            }
        }
    }
}

// A value with a large key above and below it that make it greater and less.
import QtQuick
import Kiosk

Column {
    id: step

    required property Texts texts
    required property string name
    required property string value
    property string more: "+"
    property string less: "−"
    property real each: Math.round(1.3 * Theme.target)

    signal moved(up: bool)

    width: each
    spacing: Theme.gap / 4

    PlainButton {
        width: step.each
        face: step.texts.family
        size: Theme.body
        text: step.more
        Accessible.name: step.name + ": " + step.texts.say("phrases.more")
        onClicked: step.moved(true)
    }

    Text {
        visible: step.value !== ""
        width: step.each
        text: step.value
        color: Theme.ink
        font.family: step.texts.family
        font.pixelSize: Theme.body
        font.weight: Font.Bold
        horizontalAlignment: Text.AlignHCenter
        Accessible.role: Accessible.StaticText
        Accessible.name: step.name + ": " + text
    }

    PlainButton {
        width: step.each
        face: step.texts.family
        size: Theme.body
        text: step.less
        Accessible.name: step.name + ": " + step.texts.say("phrases.less")
        onClicked: step.moved(false)
    }
}

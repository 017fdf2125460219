// A phrase whose slots are filled by touch: how it reads in both languages so far, and what fills the slot that is next.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Item {
    id: fill

    required property Phrases phrases
    required property Texts texts
    required property color colour
    readonly property bool wide: width > 1.5 * height
    readonly property Item field: filler.field
    property rect aloft // room above, beside what leads back
    readonly property real side: wide ? Math.round(0.4 * width) : width
    readonly property real below: wide ? height - ways.height - Theme.gap / 2 : 0.32 * height
    readonly property bool lifted: below < Theme.target && aloft.height > below // a keyboard leaves the words no room here

    signal writing()

    Column {
        id: reads

        x: fill.lifted ? fill.aloft.x : fill.wide && fill.LayoutMirroring.enabled ? parent.width - width : 0
        y: fill.lifted ? fill.aloft.y : 0
        width: fill.lifted ? fill.aloft.width : fill.side
        height: fill.lifted ? fill.aloft.height : fill.below
        spacing: Theme.gap / 4
        clip: true

        Text {
            width: parent.width
            height: Math.min(implicitHeight, 0.55 * (parent.height - mark.height - 2 * parent.spacing))
            text: fill.texts.kept(fill.phrases.filled)
            color: Theme.ink
            font.family: fill.phrases.face
            font.pixelSize: Theme.large
            minimumPixelSize: Math.round(0.5 * Theme.small)
            fontSizeMode: Text.Fit
            font.weight: Font.Medium
            lineHeight: Theme.leading(font.family)
            wrapMode: Text.Wrap
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
            Accessible.role: Accessible.StaticText
            Accessible.name: fill.phrases.filled
        }

        Text {
            width: parent.width
            height: Math.min(implicitHeight, 0.45 * (parent.height - mark.height - 2 * parent.spacing))
            text: fill.texts.kept(fill.phrases.filledMeans)
            color: Theme.inkSoft
            font.family: fill.phrases.meansFace
            font.pixelSize: Theme.body
            minimumPixelSize: Math.round(0.5 * Theme.small)
            fontSizeMode: Text.Fit
            lineHeight: Theme.leading(font.family)
            wrapMode: Text.Wrap
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
            Accessible.role: Accessible.StaticText
            Accessible.name: fill.phrases.filledMeans
        }

        PhraseMark {
            id: mark

            width: parent.width
            texts: fill.texts
            checked: fill.phrases.checked
        }
    }

    Row {
        id: tabs

        x: !fill.wide || fill.LayoutMirroring.enabled ? 0 : fill.side + Theme.gap
        y: fill.wide ? 0 : fill.lifted ? 0 : reads.height + Theme.gap / 2
        width: fill.wide ? parent.width - fill.side - Theme.gap : parent.width
        height: slots.count > 1 ? Theme.target : 0
        visible: slots.count > 1
        spacing: Theme.gap / 3

        Repeater {
            id: slots

            model: fill.phrases.slots

            PhraseChip {
                required property string slot
                required property string value
                required property bool active

                width: (tabs.width - (slots.count - 1) * tabs.spacing) / Math.max(1, slots.count)
                face: fill.texts.family
                colour: fill.colour
                chosen: active
                text: fill.texts.say("phrases." + slot) + ": " + value
                onClicked: fill.phrases.turnTo(slot)
            }
        }
    }

    PhraseValue {
        id: filler

        x: tabs.x
        y: tabs.y + tabs.height + (slots.count > 1 ? Theme.gap / 3 : 0)
        width: tabs.width
        height: (fill.wide ? parent.height : ways.y - Theme.gap / 2) - y
        phrases: fill.phrases
        texts: fill.texts
        colour: fill.colour
        onWriting: fill.writing()
    }

    PlainButton {
        id: ways

        x: fill.wide && fill.LayoutMirroring.enabled ? parent.width - width : 0
        y: parent.height - height
        width: fill.side
        face: fill.texts.family
        primary: true
        colour: fill.colour
        glyph: "hear"
        enabled: fill.phrases.ready
        text: fill.texts.say("phrases.say")
        onClicked: fill.phrases.say()
    }
}

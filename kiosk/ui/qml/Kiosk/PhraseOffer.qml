// Under somebody's own words: the verified phrase that they may mean, or why they translate badly and how to say it plainly.
import QtQuick
import Kiosk

Rectangle {
    id: offer

    required property int number
    required property bool meant
    required property string why
    required property string words
    required property string means
    required property string face
    required property string meansFace
    required property bool isChecked
    required property Texts texts
    required property color colour
    readonly property bool usable: words !== ""

    signal used(words: string)

    implicitHeight: 2 * Math.ceil(Math.max(usable ? Theme.target + Theme.gap / 2 : 0, told.implicitHeight + Theme.gap) / 2)
    height: implicitHeight
    radius: Theme.radius / 2
    color: Theme.sheet
    border.color: Theme.highContrast ? Theme.ink : offer.meant ? offer.colour : Theme.line
    border.width: Theme.edge
    Accessible.role: Accessible.Grouping
    Accessible.name: texts.say(why)

    Column {
        id: told

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap / 2
        anchors.right: use.visible ? use.left : parent.right
        anchors.rightMargin: Theme.gap / 2
        anchors.verticalCenter: parent.verticalCenter
        spacing: Math.round(Theme.gap / 8)

        Text {
            width: parent.width
            text: offer.texts.kept(offer.texts.say(offer.why))
            color: offer.meant ? offer.colour : Theme.inkSoft
            font.family: offer.texts.family
            font.pixelSize: Math.round(0.85 * Theme.small)
            font.weight: offer.meant ? Font.Bold : Font.Normal
            lineHeight: Theme.leading(font.family)
            wrapMode: Text.Wrap
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
            Accessible.role: Accessible.StaticText
            Accessible.name: offer.texts.say(offer.why)
        }

        Text {
            visible: offer.usable
            width: parent.width
            text: offer.texts.kept(offer.words)
            color: Theme.ink
            font.family: offer.face
            font.pixelSize: Theme.small
            font.weight: Font.Medium
            lineHeight: Theme.leading(font.family)
            wrapMode: Text.Wrap
            maximumLineCount: 5
            elide: Text.ElideRight
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
            Accessible.role: Accessible.StaticText
            Accessible.name: offer.words
        }

        Text {
            visible: offer.means !== ""
            width: parent.width
            text: offer.texts.kept(offer.means)
            color: Theme.inkSoft
            font.family: offer.meansFace
            font.pixelSize: Math.round(0.85 * Theme.small)
            lineHeight: Theme.leading(font.family)
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
            Accessible.role: Accessible.StaticText
            Accessible.name: offer.means
        }

        PhraseMark {
            visible: offer.meant
            width: parent.width
            texts: offer.texts
            checked: offer.isChecked
            size: Math.round(0.7 * Theme.small)
        }
    }

    PlainButton {
        id: use

        visible: offer.usable
        anchors.right: parent.right
        anchors.rightMargin: Math.round(Theme.gap / 4)
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, Math.round(0.34 * offer.width))
        face: offer.texts.family
        size: Theme.small
        colour: offer.colour
        text: offer.texts.say(offer.meant ? "meant.use" : "coach.use")
        onClicked: offer.used(offer.words)
    }
}

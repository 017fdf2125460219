// A translation that may be wrong: what differs, that nothing was said yet, the safe way first.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Rectangle {
    id: sheet

    required property int number
    required property string main
    required property string minor
    required property string mainFace
    required property string markedMain
    required property string markedMinor
    required property string minorFace
    required property string back
    required property string pivot
    required property list<string> doubts
    required property string digits
    required property Texts texts
    required property bool wide
    readonly property real inner: Theme.gap

    signal shown(words: string)
    signal takenBack()
    signal saidAnyway()

    color: Theme.paper
    Accessible.role: Accessible.Dialog
    Accessible.name: texts.say("doubt.title")

    MouseArea {
        anchors.fill: parent // what lies below is not touched through it
        Accessible.ignored: true
    }

    Column {
        id: heading

        x: sheet.inner
        y: sheet.inner
        width: parent.width - 2 * sheet.inner
        spacing: Theme.gap / 4

        Row {
            spacing: Theme.gap / 2

            Glyph {
                anchors.verticalCenter: parent.verticalCenter
                name: "unsure"
                colour: Theme.doubt
                size: Theme.large * 1.2
            }

            Text {
                text: sheet.texts.say("doubt.title") + "  " + sheet.texts.say("doubt.not_said")
                width: Math.min(implicitWidth, heading.width - Theme.large * 2)
                color: Theme.doubt
                font.family: sheet.texts.family
                font.pixelSize: Theme.body
                font.weight: Font.Bold
                wrapMode: Text.Wrap
                Accessible.role: Accessible.AlertMessage
                Accessible.name: text
            }
        }

        Repeater {
            model: sheet.doubts

            Text {
                required property string modelData

                width: heading.width
                text: sheet.texts.tell("doubt." + modelData)
                color: Theme.ink
                font.family: sheet.texts.family
                font.pixelSize: Theme.small
                wrapMode: Text.Wrap
                horizontalAlignment: Text.AlignLeft
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }
        }
    }

    Rectangle {
        id: card

        x: sheet.inner
        y: Math.ceil(heading.y + heading.height + Theme.gap / 2)
        height: ways.y - y - Math.round(Theme.gap / 2)
        width: parent.width - 2 * sheet.inner
        radius: Theme.radius
        color: Theme.doubtTint
        border.color: Theme.doubt
        border.width: 1.5 * Theme.edge

        Column {
            id: lines

            readonly property int asides: (sheet.back === "" ? 0 : 1) + (sheet.pivot === "" ? 0 : 1)
            readonly property real aside: [0, 0.28, 0.22][asides] * height
            readonly property real each: (height - asides * aside) / 2

            x: Theme.gap
            y: Theme.gap / 3
            width: parent.width - 2 * Theme.gap
            height: parent.height - Theme.gap / 1.5

            Line {
                height: lines.each
                text: sheet.markedMain
                font.family: sheet.mainFace
                Accessible.name: sheet.texts.say("bubble.heard") + ": " + sheet.main
            }

            Line {
                visible: sheet.pivot !== ""
                height: lines.aside
                text: sheet.texts.say("bubble.pivot") + ": " + sheet.pivot
                color: Theme.inkSoft
                font.family: sheet.texts.family
                font.pixelSize: Theme.body
                textFormat: Text.PlainText
            }

            Line {
                height: lines.each
                text: sheet.markedMinor
                font.family: sheet.minorFace
                Accessible.name: sheet.texts.say("bubble.translation") + ": " + sheet.minor
            }

            Line {
                visible: sheet.back !== ""
                height: lines.aside
                text: sheet.texts.say("bubble.back") + ": " + sheet.back
                color: Theme.doubt
                font.family: sheet.mainFace
                font.pixelSize: Theme.body
                font.weight: Font.Bold
                textFormat: Text.PlainText
            }
        }
    }

    component Line: Text {
        width: parent ? parent.width : 0
        color: Theme.ink
        font.pixelSize: Theme.large
        minimumPixelSize: 8
        fontSizeMode: Text.Fit
        wrapMode: Text.Wrap
        textFormat: Text.StyledText
        horizontalAlignment: Text.AlignLeft
        verticalAlignment: Text.AlignVCenter
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }

    Grid {
        id: ways

        readonly property int shownWays: sheet.digits === "" ? 2 : 3
        readonly property real each: sheet.wide ? Math.floor((width - (shownWays - 1) * spacing) / shownWays) : width

        x: sheet.inner
        anchors.bottom: parent.bottom
        anchors.bottomMargin: sheet.inner
        width: parent.width - 2 * sheet.inner
        columns: sheet.wide ? shownWays : 1
        spacing: Math.round(Theme.gap / 2)

        PlainButton {
            width: ways.each
            face: sheet.texts.family
            primary: true
            colour: Theme.host
            focus: true
            text: sheet.texts.say("doubt.rephrase")
            onClicked: sheet.takenBack()
        }

        PlainButton {
            width: ways.each
            visible: sheet.digits !== ""
            face: sheet.texts.family
            text: sheet.texts.say("doubt.digits") + "  " + sheet.digits
            onClicked: sheet.shown(sheet.digits)
        }

        PlainButton {
            width: ways.each
            face: sheet.texts.family
            text: sheet.texts.say("doubt.anyway")
            onClicked: sheet.saidAnyway()
        }
    }
}

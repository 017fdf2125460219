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
            width: parent.width
            spacing: Theme.gap / 2

            Glyph {
                id: glyph

                name: "unsure"
                colour: Theme.doubt
                size: Theme.large * 1.2
            }

            Flow {
                width: parent.width - glyph.width - parent.spacing
                anchors.verticalCenter: parent.verticalCenter
                spacing: Math.round(1.25 * Theme.gap)

                Told {
                    text: sheet.texts.say("doubt.title")
                    font.family: sheet.texts.family
                    color: Theme.doubt
                    font.weight: Font.Bold
                }

                Told {
                    text: sheet.texts.say("doubt.not_said")
                    font.family: sheet.texts.family
                    color: Theme.ink
                    font.weight: Font.Medium
                }
            }
        }

        Repeater {
            model: sheet.doubts

            Text {
                required property string modelData

                width: heading.width
                text: sheet.texts.kept(Accessible.name)
                color: Theme.ink
                font.family: sheet.texts.family
                font.pixelSize: Theme.small
                wrapMode: Text.Wrap
                horizontalAlignment: Text.AlignLeft
                Accessible.role: Accessible.StaticText
                Accessible.name: sheet.texts.tell("doubt." + modelData)
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

        // What was said and the English in the middle, then what came of it; side by side on a card too flat for all of them.
        Grid {
            id: lines

            readonly property bool abreast: (sheet.pivot !== "" || sheet.back !== "") && card.width > 5 * card.height
            readonly property int size: Math.round(Math.max(Theme.large, Math.min(Theme.huge, 0.12 * card.height)))
            readonly property real each: abreast ? Math.floor((width - columnSpacing) / 2) : width
            readonly property real room: card.height - Theme.gap / 1.5
            readonly property real share: Math.min(1, abreast ? Math.min(said.fits(room), came.fits(room)) : (room - said.gaps - came.gaps - rowSpacing) / Math.max(1, said.need + came.need))

            x: Theme.gap
            y: Math.round((parent.height - height) / 2)
            width: parent.width - 2 * Theme.gap
            columns: abreast ? 2 : 1
            columnSpacing: 2 * Theme.gap
            rowSpacing: Math.round(Math.min(Theme.gap, 0.04 * card.height))

            Lines {
                id: said

                width: lines.each
                spacing: lines.rowSpacing
                need: heard.need + pivot.need

                DoubtLine {
                    id: heard

                    width: parent.width
                    texts: sheet.texts
                    share: lines.share
                    words: sheet.markedMain
                    size: lines.size
                    face: sheet.mainFace
                    styled: true
                    Accessible.name: sheet.texts.say("bubble.heard") + ": " + sheet.main
                }

                DoubtLine {
                    id: pivot

                    width: parent.width
                    texts: sheet.texts
                    share: lines.share
                    words: sheet.pivot === "" ? "" : sheet.texts.say("bubble.pivot") + ": " + sheet.pivot
                    colour: Theme.inkSoft
                    face: sheet.texts.family
                }
            }

            Lines {
                id: came

                width: lines.each
                spacing: lines.rowSpacing
                need: meant.need + back.need

                DoubtLine {
                    id: meant

                    width: parent.width
                    texts: sheet.texts
                    share: lines.share
                    words: sheet.markedMinor
                    size: lines.size
                    face: sheet.minorFace
                    styled: true
                    Accessible.name: sheet.texts.say("bubble.translation") + ": " + sheet.minor
                }

                DoubtLine {
                    id: back

                    width: parent.width
                    texts: sheet.texts
                    share: lines.share
                    words: sheet.back === "" ? "" : sheet.texts.say("bubble.back") + ": " + sheet.back
                    colour: Theme.doubt
                    weight: Font.Bold
                    face: sheet.mainFace
                }
            }
        }
    }

    component Lines: Column {
        required property real need // the height of its lines at their full size
        readonly property real gaps: spacing * Math.max(0, visibleChildren.length - 1)

        function fits(room: real): real {
            return (room - gaps) / Math.max(1, need);
        }
    }

    component Told: Text {
        width: Math.min(implicitWidth, parent ? parent.width : 0)
        font.pixelSize: Theme.body
        wrapMode: Text.Wrap
        Accessible.role: Accessible.AlertMessage
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
            text: sheet.texts.say("doubt.digits") + ": " + sheet.digits
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

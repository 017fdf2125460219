// A turn. The newest is always whole: its type shrinks in steps until it fits the room there is. Where it would become too
// small to read, the words are read in pages.
import QtQuick
import Kiosk

Item {
    id: bubble

    required property int index
    required property int number
    required property bool mine
    required property bool byStaff
    required property string main
    required property string tentative
    required property string mainFace
    required property string markedMain
    required property string minor
    required property string minorFace
    required property string back
    required property string pivot
    required property string note
    required property string mark
    required property string show
    required property string showFace
    required property string stage
    required property bool speaking
    required property bool canHear
    required property bool canShow
    required property bool canTakeBack
    required property bool canCorrect
    required property var instead
    required property bool corrected

    required property Texts texts
    required property real room
    required property bool newest
    required property bool chosen
    property bool touched: false // it was chosen by somebody, not because it is the newest
    readonly property var steps: [1, 0.85, 0.72, 0.62, 0.52, 0.44]
    readonly property real legible: 2.6 * Theme.mm // the smallest type, read at arm's length
    property int step: 0
    property bool paged: false
    readonly property bool shrinks: step + 1 < steps.length && Theme.large * steps[step + 1] >= legible
    readonly property real size: Theme.large * (newest ? steps[step] : 0.72)
    readonly property int half: Math.round(Theme.gap / 2) // all on whole pixels: a fraction of one shows where the half is turned
    readonly property real minorSize: Math.min(Theme.small, Math.max(0.8 * size, legible))
    readonly property bool beside: width > 12 * Theme.target && step < 2 // long words need the width
    readonly property bool hesitant: canCorrect && instead.length > 0 // a touch offers what else it may have been
    readonly property bool marked: tentative !== "" || hesitant
    readonly property bool cramped: newest && room < 2.6 * Theme.target // the words go first, a touch brings the tools
    readonly property bool open: chosen && (touched || !cramped)
    readonly property bool hasTools: open && (canHear || canShow || canTakeBack)
    readonly property color colour: Theme.colour(byStaff)

    signal picked()
    signal reached() // by the keyboard
    signal heard(slowly: bool)
    signal shown(words: string, face: string)
    signal takenBack()
    signal mended(words: string, readings: var)

    readonly property real toolsRoom: !beside && hasTools ? tools.implicitHeight + half : 0

    implicitHeight: paged ? Math.floor(room) : Math.ceil(Math.max(Theme.target - Theme.gap, column.implicitHeight, beside && hasTools ? tools.implicitHeight : 0) + Theme.gap
        + toolsRoom)
    height: implicitHeight
    Accessible.role: Accessible.ListItem
    Accessible.name: (mine ? texts.say("bubble.you") : texts.say("bubble.other")) + ": " + main + (minor ? " / " + minor : "")

    onMainChanged: begin()
    onMinorChanged: begin()
    onRoomChanged: begin()
    onNewestChanged: begin()
    onImplicitHeightChanged: Qt.callLater(fit)
    onStepChanged: Qt.callLater(fit)
    Component.onCompleted: fit()

    function begin() {
        step = 0;
        paged = false;
        Qt.callLater(fit);
    }

    function fit() {
        if (!newest || room <= 0 || implicitHeight <= room)
            return;
        if (shrinks)
            step += 1;
        else
            paged = true;
    }

    Rectangle {
        id: ground

        anchors.fill: parent
        anchors.leftMargin: bubble.mine !== bubble.LayoutMirroring.enabled ? Math.round(2.4 * Theme.gap) : 0
        anchors.rightMargin: bubble.mine !== bubble.LayoutMirroring.enabled ? 0 : Math.round(2.4 * Theme.gap)
        radius: Theme.radius
        color: Theme.tint(bubble.byStaff)
        border.color: touch.activeFocus ? Theme.ink : bubble.speaking || Theme.highContrast ? bubble.colour : "transparent"
        border.width: touch.activeFocus ? 3 * Theme.edge : bubble.speaking ? 2 * Theme.edge : Theme.highContrast ? Theme.edge : 0
    }

    MouseArea {
        id: touch

        anchors.fill: ground
        Accessible.role: Accessible.Button
        Accessible.name: bubble.canCorrect && bubble.open || bubble.hesitant ? bubble.texts.say("correct") + ": " + bubble.main
            : bubble.main || bubble.minor || bubble.texts.say(bubble.mine ? "bubble.you" : "bubble.other")
        Accessible.onPressAction: choose()
        activeFocusOnTab: true
        Keys.onReturnPressed: choose()
        Keys.onEnterPressed: choose()
        Keys.onSpacePressed: choose()
        onClicked: choose()
        onActiveFocusChanged: {
            if (activeFocus)
                bubble.reached();
        }

        function choose() {
            const mends = bubble.open && bubble.canCorrect || bubble.hesitant;
            if (!bubble.open)
                bubble.picked();
            if (mends)
                bubble.mended(bubble.main, bubble.instead);
        }
    }

    Rectangle {
        anchors.left: ground.left
        anchors.leftMargin: bubble.half
        y: Math.round(column.y + Theme.gap / 6)
        width: Math.max(4, Math.round(Theme.gap / 4))
        height: Math.round(column.height - Theme.gap / 3)
        radius: width / 2
        color: bubble.colour
    }

    PagedWords {
        id: column

        anchors.top: ground.top
        anchors.topMargin: bubble.half
        anchors.left: ground.left
        anchors.leftMargin: 1.2 * Theme.gap
        width: ground.width - 2.2 * Theme.gap - (bubble.beside && bubble.hasTools ? tools.implicitWidth : 0)
        height: implicitHeight
        spacing: Math.round(Theme.gap / 6)
        texts: bubble.texts
        colour: bubble.colour
        room: bubble.paged ? bubble.room - Theme.gap - bubble.toolsRoom : 0
        atEnd: bubble.stage === "saying"

        Text {
            visible: text !== ""
            width: parent.width
            text: (bubble.marked ? bubble.texts.keptStyled(bubble.tentative === "" ? bubble.markedMain : Theme.unsure(bubble.markedMain)) : bubble.texts.kept(bubble.main))
                + (bubble.stage === "saying" && bubble.mine ? " …" : "")
            color: Theme.ink
            font.family: bubble.mainFace
            font.pixelSize: bubble.size
            font.weight: Font.Medium
            lineHeight: Theme.leading(font.family)
            wrapMode: Text.Wrap
            textFormat: bubble.marked ? Text.StyledText : Text.PlainText
            horizontalAlignment: Text.AlignLeft
            Accessible.ignored: true
        }

        Text {
            visible: text !== ""
            width: parent.width
            text: bubble.texts.kept(bubble.minor)
            color: Theme.inkSoft
            font.family: bubble.minorFace
            font.pixelSize: bubble.minorSize
            lineHeight: Theme.leading(font.family)
            wrapMode: Text.Wrap
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
            Accessible.ignored: true
        }

        Text {
            visible: bubble.back !== ""
            width: parent.width
            text: bubble.texts.kept(Accessible.name)
            color: Theme.inkSoft
            font.family: bubble.mainFace
            font.pixelSize: bubble.minorSize
            lineHeight: Theme.leading(font.family)
            wrapMode: Text.Wrap
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
            Accessible.role: Accessible.StaticText
            Accessible.name: bubble.texts.say("bubble.back") + ": " + bubble.back
        }

        Text {
            visible: bubble.pivot !== "" && bubble.chosen
            width: parent.width
            text: bubble.texts.say("bubble.pivot") + ": " + bubble.pivot
            color: Theme.inkSoft
            font.family: bubble.texts.family
            font.pixelSize: bubble.minorSize
            lineHeight: Theme.leading(font.family)
            wrapMode: Text.Wrap
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }

        Text {
            visible: bubble.note !== ""
            width: parent.width
            text: bubble.texts.kept(Accessible.name)
            color: bubble.colour
            font.family: bubble.texts.family
            font.pixelSize: bubble.minorSize
            font.weight: Font.Bold
            lineHeight: Theme.leading(font.family)
            wrapMode: Text.Wrap
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
            Accessible.role: Accessible.StaticText
            Accessible.name: bubble.note === "" ? "" : bubble.texts.tell(bubble.note)
        }

        Text {
            visible: bubble.corrected
            width: parent.width
            text: bubble.texts.say("bubble.corrected")
            color: Theme.inkSoft
            font.family: bubble.texts.family
            font.pixelSize: bubble.minorSize
            font.italic: true
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }

        PhraseMark {
            visible: bubble.mark !== ""
            width: parent.width
            texts: bubble.texts
            checked: bubble.mark === "phrases.checked"
            size: 0.8 * bubble.minorSize
        }
    }

    Row {
        id: tools

        visible: bubble.hasTools
        anchors.right: ground.right
        anchors.rightMargin: bubble.half
        anchors.bottom: ground.bottom
        anchors.bottomMargin: bubble.half
        spacing: Math.round(Theme.gap / 3)

        ToolButton {
            visible: bubble.canHear
            face: bubble.texts.family
            glyph: "hear"
            colour: bubble.colour
            text: bubble.texts.say("replay")
            onClicked: bubble.heard(false)
        }

        ToolButton {
            visible: bubble.canHear
            face: bubble.texts.family
            glyph: "slowly"
            colour: bubble.colour
            text: bubble.texts.say("slowly")
            onClicked: bubble.heard(true)
        }

        ToolButton {
            visible: bubble.canShow
            face: bubble.texts.family
            glyph: "show"
            colour: bubble.colour
            text: bubble.texts.say("show")
            onClicked: bubble.shown(bubble.show, bubble.showFace)
        }

        ToolButton {
            visible: bubble.canTakeBack
            face: bubble.texts.family
            glyph: "back"
            colour: bubble.colour
            text: bubble.texts.say("take_back")
            onClicked: bubble.takenBack()
        }
    }
}

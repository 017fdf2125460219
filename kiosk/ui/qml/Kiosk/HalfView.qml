// One side's half: bubbles, and the talk button beside them on a wide half, under them on a narrow one.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Kiosk

Item {
    id: view

    required property Half half
    required property int session
    required property int countdown
    readonly property Texts texts: half.texts
    readonly property color colour: Theme.colour(half.staff)
    readonly property bool wide: width > 1.3 * height
    readonly property bool mirrored: texts.rtl
    readonly property real railWidth: Math.round(Math.min(0.3 * width, Math.max(5.2 * Theme.target, 11 * Theme.body)))
    readonly property real inner: Math.round(Theme.gap * 0.75) // on whole pixels: half of one shows where the half is turned
    property int picked: 0
    property rect whole: Qt.rect(0, 0, width, height) // all of the screen, as this half sees it
    readonly property bool tight: width < 100 * Theme.mm || height < 62 * Theme.mm // too small for a keyboard beside the other half
    readonly property rect room: tight ? whole : Qt.rect(0, 0, width, height)
    readonly property bool covers: tight && write.visible || board.typing && board.cramped

    signal shown(words: string, face: string)
    signal languageAsked()

    LayoutMirroring.enabled: mirrored
    LayoutMirroring.childrenInherit: true
    Accessible.role: Accessible.Pane
    Accessible.name: half.name

    onSessionChanged: {
        write.close();
        board.close();
        picked = 0;
    }

    Flickable {
        id: list

        x: !view.wide ? view.inner : view.mirrored ? view.railWidth + 2 * view.inner : view.inner
        y: view.wide ? view.inner : head.height + 2 * view.inner
        width: view.wide ? view.width - view.railWidth - 3 * view.inner : view.width - 2 * view.inner
        height: notices.y - y
        contentHeight: Math.max(height, turns.height)
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        activeFocusOnTab: true
        Accessible.role: Accessible.List
        Accessible.name: view.texts.say("bubble.translation")
        Keys.onUpPressed: flick(0, 6 * height)
        Keys.onDownPressed: flick(0, -6 * height)
        onContentHeightChanged: Qt.callLater(toNewest)
        onHeightChanged: Qt.callLater(toNewest)

        function toNewest() {
            if (view.picked === 0)
                contentY = contentHeight - height;
        }

        function bring(top: real, tall: real) {
            contentY = Math.max(0, Math.min(Math.max(contentY, top + tall - height), top));
        }

        ScrollBar.vertical: SlideBar {
            needed: list.contentHeight > list.height + 1
            focused: list.activeFocus
        }

        Column {
            id: turns

            x: view.mirrored ? view.inner : 0 // beside the scroll bar
            y: list.contentHeight - height
            width: list.width - view.inner
            spacing: view.inner

            Repeater {
                id: bubbles

                model: view.half.bubbles
                onCountChanged: {
                    view.picked = 0;
                    Qt.callLater(list.toNewest);
                }

                BubbleView {
                    width: turns.width
                    texts: view.texts
                    room: list.height
                    newest: index === bubbles.count - 1
                    chosen: view.picked === 0 ? newest : view.picked === number
                    touched: view.picked === number
                    onPicked: view.picked = number
                    onReached: list.bring(turns.y + y, height)
                    onHeard: slowly => slowly ? view.half.hearSlowly(number) : view.half.hear(number)
                    onShown: (words, face) => view.shown(words, face)
                    onTakenBack: view.half.takeBack(number)
                    onMended: (words, readings) => write.correct(number, words, readings)
                }
            }
        }
    }

    Text {
        visible: bubbles.count === 0
        x: list.x + Theme.gap
        y: list.y
        width: list.width - 2 * Theme.gap
        height: list.height
        text: view.texts.kept(Accessible.name)
        color: Theme.inkSoft
        font.family: view.texts.family
        font.pixelSize: Theme.large
        minimumPixelSize: Theme.small
        fontSizeMode: Text.Fit
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        Accessible.role: Accessible.StaticText
        Accessible.name: view.texts.say(view.half.talk === "hold" ? "hint.empty" : "hint.empty.tap")
    }

    Column {
        id: notices

        x: list.x
        width: list.width
        y: (view.wide ? view.height : foot.y) - height - view.inner
        topPadding: told.count + offers.count > 0 ? Math.round(Theme.gap / 2) : 0
        spacing: Math.round(Theme.gap / 3)

        Repeater {
            id: offers

            model: view.half.phrases.offers

            PhraseOffer {
                width: notices.width
                texts: view.texts
                colour: view.colour
                onUsed: words => meant ? view.half.phrases.useMeant(number) : view.half.correct(number, words)
            }
        }

        Repeater {
            id: told

            model: view.half.notices

            Rectangle {
                id: notice

                required property string text

                width: notices.width
                height: Math.ceil(words.implicitHeight + Theme.gap * 0.8)
                radius: Theme.radius / 2
                color: Theme.sheet
                border.color: Theme.highContrast ? Theme.ink : Theme.line
                border.width: Theme.edge
                Accessible.role: Accessible.AlertMessage
                Accessible.name: text

                Text {
                    id: words

                    anchors.centerIn: parent
                    width: parent.width - 2 * Theme.gap
                    text: view.texts.kept(notice.text)
                    color: Theme.ink
                    font.family: view.texts.family
                    font.pixelSize: Math.round((Theme.body + Theme.small) / 2)
                    wrapMode: Text.Wrap
                    textFormat: Text.PlainText
                    horizontalAlignment: Text.AlignLeft
                    Accessible.ignored: true
                }
            }
        }
    }

    Item {
        id: head

        x: !view.wide ? view.inner : view.mirrored ? view.inner : view.width - view.railWidth - view.inner
        y: view.inner
        width: view.wide ? view.railWidth : view.width - 2 * view.inner
        height: Math.ceil(Math.max(name.implicitHeight, finish.implicitHeight))

        Rectangle {
            id: mark

            anchors.left: parent.left
            y: Math.round(0.2 * parent.height)
            width: Math.max(5, Math.round(Theme.gap / 3))
            height: Math.round(0.6 * parent.height)
            radius: width / 2
            color: view.colour
        }

        Column {
            id: name

            anchors.left: mark.right
            anchors.leftMargin: Theme.gap / 2
            anchors.right: finish.left
            anchors.rightMargin: Theme.gap / 2
            anchors.verticalCenter: parent.verticalCenter

            Text {
                width: parent.width
                text: view.half.name
                color: view.colour
                font.family: view.half.face
                font.pixelSize: Theme.body
                minimumPixelSize: Math.round(Theme.body * 0.6)
                fontSizeMode: Text.HorizontalFit
                font.weight: Font.Bold
                horizontalAlignment: Text.AlignLeft
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }

            Text {
                width: parent.width
                text: view.half.state === "" ? view.texts.say("privacy") : view.texts.say(view.half.state)
                color: Theme.inkSoft
                font.family: view.texts.family
                font.pixelSize: Math.round(Theme.small * 0.9)
                minimumPixelSize: Math.round(Theme.small * 0.6)
                fontSizeMode: Text.Fit
                wrapMode: Text.Wrap
                maximumLineCount: 2
                horizontalAlignment: Text.AlignLeft
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }
        }

        PlainButton {
            id: finish

            anchors.right: parent.right
            face: view.texts.family
            size: Theme.small
            text: view.texts.say("finish")
            Accessible.description: view.texts.say("finish.about")
            onClicked: view.half.finish()
        }
    }

    Item {
        id: foot

        readonly property real row: Theme.target

        x: head.x
        y: view.wide ? head.y + head.height + view.inner : view.height - height - view.inner
        width: head.width
        height: view.wide ? view.height - head.height - 3 * view.inner : Math.round(1.55 * Theme.target) + foot.row + view.inner

        TalkButton {
            id: talk

            width: parent.width
            height: parent.height - foot.row - view.inner
            face: view.texts.family
            colour: view.colour
            open: view.half.open
            level: view.half.level
            levelName: view.texts.say("level")
            enabled: view.half.canTalk
            text: view.texts.say(view.half.label)
            focus: true
            onTaken: view.half.press()
            onLifted: view.half.release()
            onTouchedByKey: view.half.tap()
        }

        Row {
            id: row

            readonly property int count: 2 + (view.half.staff ? 0 : 1) + (view.half.phrases.there ? 1 : 0)
            readonly property real each: Math.floor((width - (count - 1) * spacing) / count)

            y: parent.height - height
            width: parent.width
            height: foot.row
            spacing: Math.round(Theme.gap / 2)

            ToolButton {
                width: row.each
                height: row.height
                face: view.texts.family
                glyph: "type"
                colour: Theme.ink
                enabled: view.half.canType
                text: view.texts.say("type")
                onClicked: write.open()
            }

            ToolButton {
                width: row.each
                height: row.height
                visible: view.half.phrases.there
                face: view.texts.family
                glyph: "phrases"
                colour: Theme.ink
                text: view.texts.say("phrases")
                onClicked: board.open()
            }

            ToolButton {
                width: row.each
                height: row.height
                visible: !view.half.staff
                face: view.texts.family
                glyph: "world"
                colour: Theme.ink
                text: view.texts.say("picker.change")
                onClicked: view.languageAsked()
            }

            ToolButton {
                width: row.each
                height: row.height
                face: view.texts.family
                glyph: "stop"
                colour: view.half.canStop ? Theme.live : Theme.ink
                enabled: view.half.canStop
                text: view.texts.say("stop")
                onClicked: view.half.stop()
            }
        }
    }

    Repeater {
        model: view.half.asked

        DoubtSheet {
            anchors.fill: parent
            texts: view.texts
            wide: view.wide
            onShown: words => view.shown(words, mainFace)
            onTakenBack: view.half.takeBack(number)
            onSaidAnyway: view.half.sayAnyway(number)
        }
    }

    Repeater {
        model: view.half.phrases.card

        PhraseCard {
            anchors.fill: parent
            phrases: view.half.phrases
            texts: view.texts
            colour: view.colour
        }
    }

    PhraseBoard {
        id: board

        readonly property rect place: typing && cramped ? view.whole : Qt.rect(0, 0, view.width, view.height)

        x: place.x
        y: place.y
        width: place.width
        height: place.height
        cramped: view.tight || view.height < 130 * Theme.mm // the keyboard would leave no room for what is found
        code: view.half.code
        phrases: view.half.phrases
        texts: view.texts
        colour: view.colour
    }

    WriteSheet {
        id: write

        x: view.room.x
        y: view.room.y
        width: view.room.width
        height: view.room.height
        code: view.half.code
        texts: view.texts
        face: view.half.face
        colour: view.colour
        onWritten: words => view.half.write(words)
        onCorrected: (number, words) => view.half.correct(number, words)
        onTyping: view.half.touched()
    }

    Countdown {
        anchors.fill: parent
        visible: view.countdown >= 0
        seconds: view.countdown
        texts: view.texts
        colour: view.colour
        onStayed: view.half.touched()
        onFinished: view.half.finish()
    }
}

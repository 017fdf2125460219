// The verified phrases of one side: sets and categories beside them, a search in both languages above.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Kiosk

Rectangle {
    id: board

    required property Phrases phrases
    required property Texts texts
    required property color colour
    required property string code // the language that is written
    required property bool cramped
    property bool isOpen: false
    property bool typing: false // from the first touch of a field on: the keyboard goes when its work is done, not with the focus
    readonly property bool filling: phrases.slot !== ""
    readonly property real inner: Math.round(Theme.gap * 0.75)
    readonly property real free: typing ? keyboard.y : height
    readonly property real rail: Math.min(0.3 * width, Math.max(2.2 * Theme.target, 9 * Theme.small))

    visible: isOpen || filling
    color: Theme.paper
    Accessible.role: Accessible.Dialog
    Accessible.name: texts.say("phrases")

    function open() {
        isOpen = true;
        back.forceActiveFocus();
    }

    function close() {
        isOpen = false;
        typing = false;
        words.clear();
        keyboard.reset();
        phrases.leave();
        phrases.find("");
    }

    function goBack() {
        if (typing) {
            typing = false;
            back.forceActiveFocus();
        } else if (filling && isOpen)
            phrases.leave();
        else
            close();
    }

    Connections {
        target: board.phrases

        function onSaid() {
            board.close();
        }
    }

    MouseArea {
        anchors.fill: parent // what lies below is not touched through it
        Accessible.ignored: true
    }

    Item {
        id: head

        x: board.inner
        y: board.inner
        width: parent.width - 2 * board.inner
        height: Theme.target

        PlainButton {
            id: back

            anchors.left: parent.left
            width: board.rail
            height: parent.height
            face: board.texts.family
            size: Theme.small
            text: board.texts.say("back")
            Keys.onEscapePressed: board.goBack()
            onClicked: board.goBack()
        }

        TextField {
            id: words

            visible: !board.filling
            anchors.left: back.right
            anchors.leftMargin: board.inner
            anchors.right: parent.right
            height: parent.height
            color: Theme.ink
            font.family: board.phrases.face
            font.pixelSize: Theme.body
            leftPadding: Theme.gap
            rightPadding: Theme.gap
            maximumLength: 60
            selectByMouse: true
            selectionColor: board.colour
            selectedTextColor: Theme.sheet
            horizontalAlignment: Text.AlignLeft // mirrored with the page
            placeholderText: board.texts.say("phrases.search")
            placeholderTextColor: Theme.inkSoft
            inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
            Accessible.name: board.texts.say("phrases.search")
            Keys.onEscapePressed: board.goBack()
            onActiveFocusChanged: {
                if (activeFocus)
                    board.typing = true;
            }
            onTextChanged: {
                if (board.visible)
                    board.phrases.find(text);
            }

            background: Rectangle {
                radius: Theme.radius / 2
                color: Theme.sheet
                border.color: words.activeFocus ? board.colour : Theme.line
                border.width: words.activeFocus ? 2 * Theme.edge : Theme.edge
            }
        }
    }

    Flickable {
        id: rail

        readonly property bool scrolls: contentHeight > height + 1

        visible: !board.filling
        x: board.LayoutMirroring.enabled ? board.width - board.inner - width : board.inner
        y: list.y
        width: board.rail
        height: list.height
        contentHeight: kinds.height
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        function bring(top: real, tall: real) {
            contentY = Math.max(0, Math.min(Math.max(contentY, top + tall - height), top));
        }

        ScrollBar.vertical: SlideBar {
            needed: rail.scrolls
        }

        Column {
            id: kinds

            x: board.LayoutMirroring.enabled ? rail.width - width : 0
            width: rail.width - (rail.scrolls ? Math.round(0.75 * Theme.gap) : 0)
            spacing: Theme.gap / 3

            Row {
                id: sets

                width: parent.width
                spacing: Theme.gap / 3
                visible: ofSets.count > 1

                Repeater {
                    id: ofSets

                    model: board.phrases.sets

                    PhraseChip {
                        required property string code
                        required property string name

                        width: (sets.width - (ofSets.count - 1) * sets.spacing) / Math.max(1, ofSets.count)
                        face: board.texts.family
                        colour: board.colour
                        size: Math.round(0.85 * Theme.small) // two beside each other
                        text: name
                        onClicked: {
                            board.typing = false;
                            words.clear();
                            board.phrases.chooseSet(code);
                        }
                        onActiveFocusChanged: {
                            if (activeFocus)
                                rail.bring(0, height);
                        }
                    }
                }
            }

            Repeater {
                model: board.phrases.categories

                PhraseChip {
                    required property string code
                    required property string name

                    width: kinds.width
                    face: board.texts.family
                    colour: board.colour
                    text: name
                    onClicked: {
                        board.typing = false;
                        words.clear();
                        board.phrases.chooseCategory(code);
                    }
                    onActiveFocusChanged: {
                        if (activeFocus)
                            rail.bring(y, height);
                    }
                }
            }
        }
    }

    Flickable {
        id: list

        visible: !board.filling
        x: board.LayoutMirroring.enabled ? board.inner : 2 * board.inner + board.rail
        y: head.y + head.height + board.inner
        width: board.width - board.rail - 3 * board.inner
        height: board.free - y - board.inner
        contentHeight: found.height
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        Accessible.role: Accessible.List
        Accessible.name: board.texts.say("phrases")

        function bring(top: real, tall: real) {
            contentY = Math.max(0, Math.min(Math.max(contentY, top + tall - height), top));
        }

        Connections {
            target: board.phrases

            function onChanged() {
                list.contentY = 0;
            }
        }

        ScrollBar.vertical: SlideBar {
            needed: list.contentHeight > list.height + 1
        }

        Column {
            id: found

            x: board.LayoutMirroring.enabled ? Theme.gap / 2 : 0
            width: list.width - Theme.gap / 2
            spacing: Theme.gap / 3

            Repeater {
                id: items

                model: board.phrases.found

                PhraseItem {

                    width: found.width
                    texts: board.texts
                    face: board.phrases.face
                    meansFace: board.phrases.meansFace
                    onClicked: {
                        board.typing = false;
                        board.phrases.choose(code);
                    }
                    onActiveFocusChanged: {
                        if (activeFocus)
                            list.bring(y, height);
                    }
                }
            }

            Text {
                visible: items.count === 0
                width: found.width
                text: board.texts.say("phrases.none")
                color: Theme.inkSoft
                font.family: board.texts.family
                font.pixelSize: Theme.body
                wrapMode: Text.Wrap
                horizontalAlignment: Text.AlignLeft
                Accessible.role: Accessible.AlertMessage
                Accessible.name: text
            }
        }
    }

    PhraseFill {
        id: fill

        visible: board.filling
        x: board.inner
        y: list.y
        width: board.width - 2 * board.inner
        height: list.height
        aloft: Qt.rect(LayoutMirroring.enabled ? 0 : board.rail + board.inner, board.inner - y, width - board.rail - board.inner, Theme.target)
        phrases: board.phrases
        texts: board.texts
        colour: board.colour
        onWriting: board.typing = true
    }

    KeyboardView {
        id: keyboard

        visible: board.typing
        y: parent.height - height
        width: parent.width
        height: Math.min(most, parent.height - 2.5 * Theme.target)
        texts: board.texts
        code: board.code
        target: board.filling ? fill.field : words
    }
}

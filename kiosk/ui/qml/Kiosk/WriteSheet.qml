// Words that are typed, or a turn's words to be put right. Nothing of it stays when it closes.
import QtQuick
import QtQuick.Controls.Basic
import Kiosk

Rectangle {
    id: sheet

    required property Texts texts
    required property string face
    required property string code // the language that is written
    required property color colour
    property int number: 0 // of the bubble that is put right, 0 for new words
    property var instead: [] // other readings of it: `label` and the whole `text`
    readonly property bool beside: width > 9 * Theme.target
    readonly property real inner: Theme.gap / 2

    signal written(words: string)
    signal corrected(number: int, words: string)
    signal typing()

    visible: false
    color: Theme.paper
    LayoutMirroring.enabled: texts.rtl
    LayoutMirroring.childrenInherit: true
    Accessible.role: Accessible.Dialog
    Accessible.name: texts.say(number === 0 ? "type" : "correct")

    function open() {
        number = 0;
        instead = [];
        visible = true;
        field.forceActiveFocus();
    }

    function correct(bubble: int, words: string, readings: var) {
        open();
        number = bubble;
        instead = readings;
        field.text = words;
        field.cursorPosition = field.length;
    }

    function close() {
        field.clear();
        keyboard.reset();
        number = 0;
        instead = [];
        visible = false;
    }

    function send() {
        if (field.text.trim() === "")
            return;
        if (number === 0)
            written(field.text);
        else
            corrected(number, field.text);
        close();
    }

    MouseArea {
        anchors.fill: parent // what lies below is not touched through it
        Accessible.ignored: true
    }

    ScrollView {
        id: scroll

        anchors.left: parent.left
        anchors.right: sheet.beside ? ways.left : parent.right
        anchors.top: parent.top
        anchors.bottom: sheet.beside ? keyboard.top : ways.top
        anchors.margins: sheet.inner

        TextArea {
            id: field

            horizontalAlignment: TextEdit.AlignLeft // mirrored with the sheet, also while it is empty
            color: Theme.ink
            font.family: sheet.face
            font.pixelSize: Theme.large
            wrapMode: TextEdit.Wrap
            textFormat: TextEdit.PlainText
            selectByMouse: true
            placeholderText: sheet.texts.say(sheet.number === 0 ? "type" : "correct")
            placeholderTextColor: Theme.inkSoft
            inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
            selectionColor: sheet.colour
            selectedTextColor: Theme.sheet
            padding: Theme.gap / 2
            Accessible.name: placeholderText
            KeyNavigation.priority: KeyNavigation.BeforeItem
            KeyNavigation.tab: send
            KeyNavigation.backtab: leave
            Keys.onReturnPressed: sheet.send()
            Keys.onEnterPressed: sheet.send()
            Keys.onEscapePressed: sheet.close()
            onTextChanged: {
                if (sheet.visible)
                    sheet.typing();
            }

            background: Rectangle {
                radius: Theme.radius / 2
                color: Theme.sheet
                border.color: field.activeFocus ? sheet.colour : Theme.line
                border.width: field.activeFocus ? 2 * Theme.edge : Theme.edge
            }
        }
    }

    Row {
        id: ways

        readonly property real each: sheet.beside ? Math.min(3 * Theme.target, 0.17 * sheet.width) : (sheet.width - 2 * sheet.inner - spacing) / 2

        anchors.right: parent.right
        anchors.rightMargin: sheet.inner
        y: keyboard.y - height - sheet.inner
        spacing: sheet.inner

        PlainButton {
            id: leave

            width: ways.each
            face: sheet.texts.family
            size: Theme.small
            text: sheet.texts.say("cancel")
            Keys.onEscapePressed: sheet.close()
            onClicked: sheet.close()
        }

        PlainButton {
            id: send

            width: ways.each
            face: sheet.texts.family
            primary: true
            colour: sheet.colour
            enabled: field.text.trim() !== ""
            text: sheet.texts.say("send")
            onClicked: sheet.send()
        }
    }

    KeyboardView {
        id: keyboard

        readonly property real least: Theme.target + 2 * sheet.inner + (sheet.beside ? 0 : Theme.target + sheet.inner) // for the rest

        y: parent.height - height
        width: parent.width
        height: Math.min(most, parent.height - least)
        texts: sheet.texts
        code: sheet.code
        target: field
        offered: sheet.instead.map(one => one.label)
        onTaken: place => {
            const mended = sheet.instead[place].text;
            sheet.corrected(sheet.number, mended);
            sheet.close();
        }
    }
}

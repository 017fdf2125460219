// Words that are typed, or a turn's words to be put right. Nothing of it stays when it closes.
import QtQuick
import QtQuick.Controls.Basic
import Kiosk

Rectangle {
    id: sheet

    required property Texts texts
    required property string face
    required property color colour
    property int number: 0 // of the bubble that is put right, 0 for new words

    signal written(words: string)
    signal corrected(number: int, words: string)
    signal typing()

    visible: false
    color: Theme.paper
    Accessible.role: Accessible.Dialog
    Accessible.name: texts.say(number === 0 ? "type" : "correct")

    function open() {
        number = 0;
        visible = true;
        field.forceActiveFocus();
    }

    function correct(bubble: int, words: string, writing: string) {
        open();
        number = bubble;
        field.text = words;
        field.selectAll();
    }

    function close() {
        field.clear();
        number = 0;
        visible = false;
    }

    function send() {
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

    Text {
        id: title

        x: Theme.gap
        y: Theme.gap
        width: parent.width - 2 * Theme.gap
        text: sheet.texts.say(sheet.number === 0 ? "type" : "correct")
        color: sheet.colour
        font.family: sheet.texts.family
        font.pixelSize: Theme.body
        font.weight: Font.Bold
        horizontalAlignment: Text.AlignLeft
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }

    ScrollView {
        id: scroll

        x: Theme.gap
        anchors.top: title.bottom
        anchors.topMargin: Theme.gap / 2
        anchors.bottom: ways.top
        anchors.bottomMargin: Theme.gap / 2
        width: parent.width - 2 * Theme.gap

        TextArea {
            id: field

            width: scroll.width
            color: Theme.ink
            font.family: sheet.face
            font.pixelSize: Theme.large
            wrapMode: TextEdit.Wrap
            textFormat: TextEdit.PlainText
            selectByMouse: true
            inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
            selectionColor: sheet.colour
            selectedTextColor: Theme.sheet
            padding: Theme.gap / 2
            Accessible.name: title.text
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

        x: Theme.gap
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap
        width: parent.width - 2 * Theme.gap
        spacing: Theme.gap / 2

        PlainButton {
            id: send

            width: (parent.width - parent.spacing) * 0.6
            face: sheet.texts.family
            primary: true
            colour: sheet.colour
            enabled: field.text.trim() !== ""
            text: sheet.texts.say("send")
            onClicked: sheet.send()
        }

        PlainButton {
            id: leave

            width: (parent.width - parent.spacing) * 0.4
            face: sheet.texts.family
            text: sheet.texts.say("cancel")
            Keys.onEscapePressed: sheet.close()
            onClicked: sheet.close()
        }
    }
}

// Words over the whole screen, in the largest type that fits, turned to whom they are for.
import QtQuick
import Kiosk

Rectangle {
    id: sheet

    required property Texts texts
    property string words: ""
    property string face: "Noto Sans"
    property bool turned: false

    visible: words !== ""
    color: Theme.sheet
    Accessible.role: Accessible.Dialog
    Accessible.name: texts.say("show")

    signal touched()

    function open(said: string, writing: string, turn: bool) {
        words = said;
        face = writing;
        turned = turn;
        close.forceActiveFocus();
    }

    function clear() {
        words = "";
    }

    MouseArea {
        anchors.fill: parent
        Accessible.ignored: true
        onClicked: sheet.clear()
    }

    Text {
        x: 2 * Theme.gap
        y: sheet.turned ? close.height + 3 * Theme.gap : Theme.gap
        width: parent.width - 4 * Theme.gap
        height: parent.height - close.height - 4 * Theme.gap
        rotation: sheet.turned ? 180 : 0
        text: sheet.texts.kept(sheet.words)
        color: Theme.ink
        font.family: sheet.face
        font.pixelSize: Math.max(12, Math.round(height * 0.6))
        font.weight: Font.Medium
        minimumPixelSize: 12
        fontSizeMode: Text.Fit
        lineHeight: Theme.leading(font.family)
        wrapMode: ["Noto Sans Lao", "Noto Sans Khmer"].includes(sheet.face) ? Text.Wrap : Text.WordWrap // Qt can't tell their words
        textFormat: Text.PlainText
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        Accessible.role: Accessible.StaticText
        Accessible.name: sheet.words
    }

    PlainButton {
        id: close

        x: (parent.width - width) / 2
        y: sheet.turned ? Theme.gap : parent.height - height - Theme.gap
        rotation: sheet.turned ? 180 : 0
        face: sheet.texts.family
        text: sheet.texts.say("close")
        Keys.onEscapePressed: sheet.clear()
        onClicked: sheet.clear()
    }
}

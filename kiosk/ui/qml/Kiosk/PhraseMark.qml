// Whether a person has checked a phrase: a sign and words, so that no colour has to say it.
import QtQuick
import Kiosk

Row {
    id: mark

    required property Texts texts
    required property bool checked
    property int size: Math.round(0.8 * Theme.small)
    readonly property string words: texts.say(checked ? "phrases.checked" : "phrases.unchecked")

    spacing: size / 3
    Accessible.role: Accessible.StaticText
    Accessible.name: words

    Glyph {
        id: sign

        anchors.verticalCenter: parent.verticalCenter
        name: mark.checked ? "check" : "unsure"
        colour: mark.checked ? Theme.inkSoft : Theme.doubt
        size: 1.1 * mark.size
    }

    Text {
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, Math.max(0, mark.width - sign.width - mark.spacing))
        text: mark.words
        color: mark.checked ? Theme.inkSoft : Theme.doubt
        font.family: mark.texts.family
        font.pixelSize: mark.size
        elide: Text.ElideRight
        textFormat: Text.PlainText
        Accessible.ignored: true
    }
}

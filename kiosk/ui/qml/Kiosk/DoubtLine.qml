// A sentence of a doubt: it runs as its language does, and shrinks into its share of the room.
import QtQuick
import Kiosk

Item {
    id: line

    required property Texts texts
    required property string words
    required property string face
    required property real share // of the room that it needs
    property int size: Theme.body
    property int weight: Font.Normal
    property color colour: Theme.ink
    property bool styled: false
    readonly property real need: visible ? measure.implicitHeight : 0
    readonly property string kept: styled ? texts.keptStyled(words) : texts.kept(words)

    visible: words !== ""
    height: Math.floor(share * need)
    Accessible.role: Accessible.StaticText
    Accessible.name: words

    Words {
        id: measure

        visible: false
        width: line.width
        line: line
    }

    Words {
        anchors.fill: parent
        line: line
        minimumPixelSize: 8
        fontSizeMode: Text.Fit
        verticalAlignment: Text.AlignVCenter
    }

    component Words: Text {
        required property DoubtLine line

        text: line.kept
        color: line.colour
        font.family: line.face
        font.pixelSize: line.size
        font.weight: line.weight
        lineHeight: Theme.leading(line.face)
        wrapMode: Text.Wrap
        textFormat: line.styled ? Text.StyledText : Text.PlainText
        Accessible.ignored: true
    }
}

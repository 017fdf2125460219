// A text of the operator pages: it wraps between phrases, never elides, and is read aloud by screen readers.
import QtQuick
import Kiosk

Text {
    property string words

    text: Theme.kept(words)
    color: Theme.ink
    font.family: Theme.face
    font.pixelSize: Theme.body
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: words
}

// A text of the operator pages: it wraps, never elides, and is read aloud by screen readers.
import QtQuick
import Kiosk

Text {
    color: Theme.ink
    font.family: Theme.face
    font.pixelSize: Theme.body
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}

// A line to write in; slanted what holds where it stays empty.
import QtQuick
import QtQuick.Controls.Basic
import Kiosk

TextField {
    id: field

    required property string name
    property string face: Theme.face

    signal written(words: string) // by whichever keyboard
    property string keyboardCode: "" // the language that is written in it, "" for that of the page

    implicitHeight: Math.max(Theme.target, contentHeight + Theme.gap)
    leftPadding: Theme.gap / 2
    rightPadding: Theme.gap / 2
    color: Theme.ink
    placeholderTextColor: Theme.inkSoft
    font.family: face
    font.pixelSize: Theme.body
    font.italic: length === 0 // in high contrast no grey tells it from what is written
    selectByMouse: true
    selectionColor: Theme.host
    selectedTextColor: Theme.sheet
    inputMethodHints: Qt.ImhNoPredictiveText
    maximumLength: 120
    verticalAlignment: TextInput.AlignVCenter
    Accessible.name: name
    onTextChanged: {
        if (activeFocus)
            written(text);
    }

    background: Rectangle {
        radius: Theme.radius / 2
        color: Theme.sheet
        border.color: field.activeFocus ? Theme.host : Theme.inkSoft
        border.width: field.activeFocus ? 2 * Theme.edge : Theme.edge
    }
}

// A button with words on it and perhaps an icon. `primary`: the one that people came for; the others are quiet.
import QtQuick
import QtQuick.Controls.Basic
import Kiosk

AbstractButton {
    id: button

    required property string face
    property bool primary: false
    property color colour: Theme.ink
    property string glyph: ""
    property int size: Theme.body
    property real least: Theme.target
    readonly property color front: primary ? Theme.sheet : colour

    implicitWidth: 2 * Math.ceil(Math.max(least, words.implicitWidth + (glyph === "" ? 0 : 1.5 * size) + 2.4 * Theme.gap) / 2)
    implicitHeight: Math.ceil(Math.max(least, words.implicitHeight + Theme.gap / 2))
    focusPolicy: Qt.StrongFocus
    opacity: enabled ? 1 : 0.45
    Accessible.name: text
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: Math.min(height / 2, Theme.radius)
        color: button.primary ? button.colour : button.down ? Theme.line : Theme.sheet
        border.color: button.visualFocus ? Theme.ink : button.primary ? button.colour : Theme.highContrast ? Theme.ink : Theme.line
        border.width: button.visualFocus ? 3 * Theme.edge : Theme.edge

        Rectangle {
            visible: button.visualFocus
            anchors.fill: parent
            anchors.margins: 3 * Theme.edge
            radius: Math.max(0, parent.radius - 3 * Theme.edge)
            color: "transparent"
            border.color: Theme.sheet
            border.width: Theme.edge
        }
    }

    contentItem: Item {
        Row {
            anchors.centerIn: parent
            spacing: button.size / 2

            Glyph {
                visible: button.glyph !== ""
                anchors.verticalCenter: parent.verticalCenter
                name: button.glyph === "" ? "check" : button.glyph
                colour: button.front
                size: button.size
            }

            Text {
                id: words

                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, button.width - (button.glyph === "" ? 0 : 1.5 * button.size) - Theme.gap / 2)
                height: Math.min(implicitHeight, button.height - Theme.gap / 3)
                text: button.text
                color: button.front
                font.family: button.face
                font.pixelSize: button.size
                minimumPixelSize: Math.round(0.5 * button.size)
                fontSizeMode: Text.Fit // rather than in the middle of a word
                font.weight: button.primary ? Font.Bold : Font.Medium
                wrapMode: Text.WordWrap
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignHCenter
                verticalAlignment: Text.AlignVCenter
                Accessible.ignored: true
            }
        }
    }
}

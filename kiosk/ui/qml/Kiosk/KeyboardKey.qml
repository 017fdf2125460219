// A key. It takes no focus: that stays with the field it writes into.
import QtQuick
import QtQuick.Controls.Basic
import Kiosk

AbstractButton {
    id: key

    required property string kind
    required property string label
    required property string face
    property bool held: false
    property string mark: label // what stands on it
    readonly property bool plain: kind === "text" || kind === "space"
    readonly property bool drawn: ["shift", "back", "space", "enter", "left", "right", "next", "hide"].includes(kind)
    readonly property color front: down || held ? Theme.sheet : Theme.highContrast && !plain ? Theme.paper : Theme.ink

    focusPolicy: Qt.NoFocus
    autoRepeat: kind === "back" || kind === "left" || kind === "right"
    Accessible.name: text
    Accessible.focusable: false

    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.margins: Math.max(1, Math.round(2 * Theme.unit))
            radius: Theme.radius / 3
            color: key.down || key.held ? Theme.ink : key.plain ? Theme.sheet : Theme.line
            border.color: Theme.highContrast ? Theme.ink : Theme.line
            border.width: Theme.edge
        }
    }

    contentItem: Item {
        implicitWidth: words.implicitWidth

        Text {
            id: words

            visible: !key.drawn
            anchors.fill: parent
            text: key.mark
            color: key.front
            font.family: key.face
            font.pixelSize: Math.round(Math.min(0.5 * key.height, Theme.large))
            minimumPixelSize: 8
            fontSizeMode: Text.Fit
            font.weight: Font.Medium
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            Accessible.ignored: true
        }

        Glyph {
            visible: key.drawn
            anchors.centerIn: parent
            name: key.drawn ? "key." + key.kind : "check"
            colour: key.front
            size: Math.round(Math.min(0.55 * key.height, Theme.large))
        }
    }
}

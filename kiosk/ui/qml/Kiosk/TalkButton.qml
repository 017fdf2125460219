// The one very large button of a side. While its microphone is open it is vermilion, says how to end, and shows how loud it is.
import QtQuick
import QtQuick.Controls.Basic
import Kiosk

AbstractButton {
    id: button

    required property string face
    required property color colour
    required property string open // hold, tap, or "" while nobody is listened to
    required property real level
    required property string levelName
    property int size: Theme.large
    readonly property bool high: height > 2.2 * Theme.target
    readonly property color ground: open !== "" ? Theme.live : enabled ? colour : Theme.inkSoft

    signal taken()
    signal lifted()
    signal touchedByKey()

    implicitHeight: Math.round(1.5 * Theme.target)
    focusPolicy: Qt.StrongFocus
    Accessible.name: text
    Accessible.onPressAction: touchedByKey()
    Keys.onReturnPressed: event => {
        if (!event.isAutoRepeat)
            touchedByKey();
    }
    Keys.onEnterPressed: event => {
        if (!event.isAutoRepeat)
            touchedByKey();
    }
    onPressed: taken()
    onReleased: lifted()
    onCanceled: lifted()

    background: Item {
        Rectangle {
            anchors.fill: parent
            radius: Math.min(height / 2, Theme.radius * 2)
            color: button.ground
            border.color: button.visualFocus ? Theme.ink : button.ground
            border.width: button.visualFocus ? 3 * Theme.edge : 0

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
    }

    contentItem: Item {
        Item {
            id: middle

            readonly property real side: button.high ? Math.min(Theme.target, 0.4 * height) : 0.6 * Math.min(Theme.target, height)
            readonly property real room: button.high ? width : width - side - Theme.gap
            readonly property real taken: Math.min(room, Math.ceil(measure.advanceWidth) + 4)
            readonly property real start: button.high ? (width - taken) / 2 : (width - side - Theme.gap - taken) / 2
            readonly property real upper: Math.max(0, (height - side - Theme.gap - 2 * button.size) / 2)
            readonly property bool mirrored: button.LayoutMirroring.enabled

            x: Theme.gap
            y: Theme.gap / 3
            width: parent.width - 2 * x
            height: parent.height - 2 * y - (bar.visible ? bar.height + bar.anchors.bottomMargin : 0)

            TextMetrics {
                id: measure

                text: button.text
                font.family: button.face
                font.pixelSize: button.size
                font.weight: Font.Bold
            }

            Glyph {
                x: button.high ? (middle.width - width) / 2 : middle.mirrored ? middle.width - middle.start - width : middle.start
                y: button.high ? middle.upper : (middle.height - height) / 2
                name: button.open === "tap" ? "check" : "mic"
                colour: Theme.sheet
                size: middle.side
            }

            Text {
                x: button.high || middle.mirrored ? middle.start : middle.start + middle.side + Theme.gap
                y: button.high ? middle.upper + middle.side + Theme.gap : 0
                width: middle.taken
                height: middle.height - y
                text: button.text
                color: Theme.sheet
                font.family: button.face
                font.pixelSize: button.size
                minimumPixelSize: Math.round(0.4 * button.size)
                fontSizeMode: Text.Fit
                font.weight: Font.Bold
                wrapMode: Text.Wrap
                textFormat: Text.PlainText
                horizontalAlignment: button.high ? Text.AlignHCenter : Text.AlignLeft
                verticalAlignment: button.high ? Text.AlignTop : Text.AlignVCenter
                Accessible.ignored: true
            }
        }

        Rectangle {
            id: bar

            visible: button.open !== ""
            x: Math.round(0.1 * parent.width)
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Math.round(Theme.gap / 2)
            width: parent.width - 2 * x
            height: Math.round(Theme.target * 0.14)
            radius: height / 2
            color: Qt.darker(Theme.live, 1.5)
            Accessible.role: Accessible.ProgressBar
            Accessible.name: button.levelName

            Rectangle {
                x: Math.round((parent.width - width) / 2)
                width: Math.round(Math.max(height, parent.width * button.level))
                height: parent.height
                radius: height / 2
                color: Theme.sheet
            }
        }
    }
}

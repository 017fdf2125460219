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
        Grid {
            id: middle

            anchors.centerIn: parent
            anchors.verticalCenterOffset: button.open !== "" ? -bar.height : 0
            columns: button.high ? 1 : 2
            spacing: Theme.gap
            horizontalItemAlignment: Grid.AlignHCenter
            verticalItemAlignment: Grid.AlignVCenter

            Glyph {
                name: button.open === "tap" ? "check" : "mic"
                colour: Theme.sheet
                size: button.high ? Theme.target : 0.7 * Theme.target
            }

            Text {
                width: Math.min(implicitWidth, button.width - (button.high ? 0 : 0.7 * Theme.target) - 2.5 * Theme.gap)
                text: button.text
                color: Theme.sheet
                font.family: button.face
                font.pixelSize: button.size
                font.weight: Font.Bold
                wrapMode: Text.Wrap
                textFormat: Text.PlainText
                horizontalAlignment: button.high ? Text.AlignHCenter : Text.AlignLeft
                Accessible.ignored: true
            }
        }

        Rectangle {
            id: bar

            visible: button.open !== ""
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.gap / 2
            width: parent.width * 0.8
            height: Math.round(Theme.target * 0.14)
            radius: height / 2
            color: Qt.darker(Theme.live, 1.5)
            Accessible.role: Accessible.ProgressBar
            Accessible.name: button.levelName

            Rectangle {
                anchors.horizontalCenter: parent.horizontalCenter
                width: Math.max(height, parent.width * button.level)
                height: parent.height
                radius: height / 2
                color: Theme.sheet
            }
        }
    }
}

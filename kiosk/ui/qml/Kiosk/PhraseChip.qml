// One of several: a set, a category, a place. The chosen one has a bar beside it, not only another colour; its words stay as large as the others'.
import QtQuick
import QtQuick.Controls.Basic
import Kiosk

AbstractButton {
    id: chip

    required property string face
    required property color colour
    required property bool chosen
    property string minor: ""
    property string minorFace: face
    property int size: Theme.small

    implicitHeight: Theme.target
    focusPolicy: Qt.StrongFocus
    checked: chosen
    checkable: false
    Accessible.name: minor === "" ? text : text + ", " + minor
    Accessible.checkable: true
    Accessible.checked: chosen
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: Theme.radius * 0.6
        color: chip.down ? Theme.line : Theme.sheet
        border.color: chip.visualFocus ? Theme.ink : chip.chosen ? chip.colour : Theme.highContrast ? Theme.ink : Theme.line
        border.width: chip.visualFocus ? 3 * Theme.edge : chip.chosen ? 2 * Theme.edge : Theme.edge

        Rectangle {
            visible: chip.chosen
            x: chip.LayoutMirroring.enabled ? parent.width - width - Theme.gap / 4 : Theme.gap / 4
            anchors.verticalCenter: parent.verticalCenter
            width: Math.max(4, Theme.gap / 4)
            height: parent.height * 0.6
            radius: width / 2
            color: chip.colour
        }
    }

    contentItem: Item {
        Text {
            id: words

            x: Theme.gap * (chip.LayoutMirroring.enabled ? 0.45 : 0.85) // the bar stands before them
            width: parent.width - 1.3 * Theme.gap
            height: chip.minor === "" ? parent.height : parent.height * 0.58
            text: chip.text
            color: chip.chosen ? chip.colour : Theme.ink
            font.family: chip.face
            font.pixelSize: chip.size
            minimumPixelSize: Math.round(0.55 * chip.size)
            fontSizeMode: Text.Fit
            font.weight: Font.Medium
            wrapMode: Text.WordWrap
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
            verticalAlignment: chip.minor === "" ? Text.AlignVCenter : Text.AlignBottom
            Accessible.ignored: true
        }

        Text {
            visible: chip.minor !== ""
            x: words.x
            y: words.height
            width: words.width
            height: parent.height - y
            text: chip.minor
            color: Theme.inkSoft
            font.family: chip.minorFace
            font.pixelSize: Math.round(0.75 * chip.size)
            elide: Text.ElideRight
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
            verticalAlignment: Text.AlignTop
            Accessible.ignored: true
        }
    }
}

// Beside what is longer than its room: how much of it there is, and where one is. It is looked at; the words are what is pushed.
import QtQuick
import QtQuick.Controls.Basic
import Kiosk

ScrollBar {
    id: bar

    required property bool needed
    property bool focused: false // the keyboard moves what is beside it

    policy: needed ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
    width: Math.max(5, Math.round(Theme.gap / 3))
    padding: 0
    minimumSize: 0.1
    Accessible.ignored: true

    contentItem: Rectangle {
        radius: width / 2
        color: bar.focused ? Theme.ink : Theme.inkSoft
        opacity: !bar.needed ? 0 : bar.focused ? 1 : 0.6
    }
}

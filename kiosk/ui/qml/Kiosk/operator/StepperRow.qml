// A number that is made smaller or larger a step at a time.
import QtQuick
import QtQuick.Layouts
import Kiosk

RowLayout {
    id: row

    required property Stepped setting
    required property string title
    required property Texts texts

    Layout.fillWidth: true
    spacing: Theme.gap / 2

    ActionButton {
        text: "−"
        size: Theme.large
        enabled: row.setting.canLess
        implicitWidth: Theme.target
        Accessible.name: row.title + ": " + row.texts.say("operator.less")
        onClicked: row.setting.less()
    }

    Words {
        Layout.preferredWidth: 5 * Theme.body
        words: row.setting.shown
        font.pixelSize: Theme.large
        horizontalAlignment: Text.AlignHCenter
        Accessible.name: row.title + ": " + text
    }

    ActionButton {
        text: "+"
        size: Theme.large
        enabled: row.setting.canMore
        implicitWidth: Theme.target
        Accessible.name: row.title + ": " + row.texts.say("operator.more")
        onClicked: row.setting.more()
    }

    Item {
        Layout.fillWidth: true
    }
}

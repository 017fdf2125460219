// A microphone's level and what to do to see it move.
import QtQuick
import QtQuick.Layouts
import Kiosk

ColumnLayout {
    id: hearing

    required property Meter meter
    required property Texts texts

    Layout.fillWidth: true
    spacing: Theme.gap / 2

    LevelBar {
        level: hearing.meter.level
        name: hearing.texts.say("operator.sound.level")
    }

    Words {
        Layout.fillWidth: true
        words: hearing.meter.told
        font.pixelSize: Theme.small
    }
}

// A key of the number pad.
import QtQuick
import QtQuick.Layouts

ActionButton {
    required property string modelData
    required property real side

    text: modelData
    implicitWidth: 1.25 * side
    implicitHeight: side
}

// A key of the number pad.
import QtQuick

ActionButton {
    required property string modelData
    required property real side

    text: modelData
    implicitWidth: 1.25 * side
    implicitHeight: side
}

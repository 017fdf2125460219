// A key of the number pad.
import QtQuick
import QtQuick.Layouts

ActionButton {
    required property string modelData
    required property real size

    text: modelData
    implicitWidth: 1.25 * size
    implicitHeight: size
}

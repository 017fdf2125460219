// All values of a setting, in as many columns as fit.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk

GridLayout {
    id: list

    required property Choice choice
    property int most: 3
    property real least: 9 * Theme.body

    Layout.fillWidth: true
    columns: Math.max(1, Math.min(most, Math.floor((width + columnSpacing) / (least + columnSpacing))))
    columnSpacing: Theme.gap / 2
    rowSpacing: Theme.gap / 2
    uniformCellWidths: true

    Repeater {
        model: list.choice.rows

        ChoiceRow {
            id: option

            required property string value

            Layout.fillWidth: true
            Layout.fillHeight: true
            onClicked: list.choice.choose(option.value)
        }
    }
}

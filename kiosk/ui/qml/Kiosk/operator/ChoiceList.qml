// All values of a setting, in as many columns as fit.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk

Item {
    id: list

    required property Choice choice
    property int most: 3
    property real least: 9 * Theme.body

    readonly property int fits: Math.max(1, Math.floor((width + grid.columnSpacing) / (least + grid.columnSpacing)))

    Layout.fillWidth: true
    implicitHeight: grid.implicitHeight

    GridLayout {
        id: grid

        width: list.width
        columns: list.fits >= list.most ? list.most : list.most > 3 ? list.fits : 1 // two and one looks like a mistake
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
}

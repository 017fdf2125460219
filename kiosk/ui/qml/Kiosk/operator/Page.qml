// The ground of a page: it scrolls when it is longer than the screen, by finger, wheel and keyboard.
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Kiosk

Flickable {
    id: page

    default property alias content: column.data
    readonly property Item focused: Window.activeFocusItem

    contentWidth: width
    contentHeight: column.implicitHeight + 2 * Theme.gap
    boundsBehavior: Flickable.StopAtBounds
    clip: true

    onFocusedChanged: reveal(focused)
    onHeightChanged: reveal(focused) // the keyboard of the screen opened

    // What has the keyboard is never out of sight.
    function reveal(item: Item) {
        if (item === null)
            return;
        for (let above = item; above !== null; above = above.parent) {
            if (above === column) {
                const top = item.mapToItem(column, 0, 0).y;
                const low = Math.max(0, top + item.height + 2 * Theme.gap - page.height);
                page.contentY = Math.min(Math.max(page.contentY, low), Math.max(0, top));
                return;
            }
        }
    }

    ScrollBar.vertical: SlideBar {
        needed: page.contentHeight > page.height + 1
        width: 14
    }

    ColumnLayout {
        id: column

        x: Theme.gap
        y: Theme.gap
        width: page.width - 2 * Theme.gap - 14
        spacing: Theme.gap
    }
}

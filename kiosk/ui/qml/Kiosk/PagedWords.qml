// A column of words. One that is taller than its room is read in pages of whole lines, and a touch turns to the next.
import QtQuick
import Kiosk

Item {
    id: pages

    default property alias words: column.data
    required property Texts texts
    required property color colour
    property real room: 0 // for a page; 0 is no limit
    property bool atEnd: false // whether it opens where the words end, as they do while somebody speaks
    property alias spacing: column.spacing
    property int page: 0
    readonly property var lines: measured(column.children)
    readonly property real wholeHeight: lines.length > 0 ? lines[lines.length - 1].end : 0
    readonly property var starts: room > 0 ? cut(lines) : [0] // where in the column each page begins
    readonly property bool several: starts.length > 1

    implicitHeight: room > 0 ? room : wholeHeight
    onStartsChanged: page = atEnd ? starts.length - 1 : Math.min(page, starts.length - 1)

    function measured(children: var): var {
        const found = [];
        let y = 0;
        for (const child of children) {
            const count = child as Text ? Math.max(1, (child as Text).lineCount) : 1;
            for (let line = 0; child.visible && line < count; line++)
                found.push({
                    start: y + child.height * line / count,
                    end: y + child.height * (line + 1) / count
                });
            y += child.visible ? child.height + spacing : 0;
        }
        return found;
    }

    function cut(lines: var): var {
        const found = [0];
        for (const line of lines)
            if (line.end - found[found.length - 1] > room + 1)
                found.push(line.start);
        return found;
    }

    Item {
        readonly property real start: pages.several ? pages.starts[pages.page] : 0
        readonly property real end: pages.several && pages.page + 1 < pages.starts.length ? pages.starts[pages.page + 1] : pages.wholeHeight

        anchors.left: parent.left
        width: pages.width - (pages.room > 0 ? more.width + Math.round(Theme.gap / 2) : 0)
        height: Math.floor(end - start)
        clip: pages.several

        Column {
            id: column

            y: -Math.round(parent.start)
            width: parent.width
        }
    }

    ToolButton {
        id: more

        visible: pages.several
        anchors.right: parent.right
        width: Math.round(1.2 * Theme.target)
        height: Math.round(Math.min(pages.height, Math.max(Theme.target, 0.7 * pages.height)))
        face: pages.texts.family
        glyph: "more"
        colour: pages.colour
        text: pages.texts.say("bubble.more") + " " + (pages.page + 1) + "/" + pages.starts.length
        onClicked: pages.page = (pages.page + 1) % pages.starts.length
    }
}

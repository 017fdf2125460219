// One of our few icons, drawn from its outline in any colour; no font has a say in it. The grid is 24 x 24.
import QtQuick

Item {
    id: glyph

    required property string name
    required property color colour
    property real size: 24
    readonly property var outlines: ({
            mic: "M12 2a3 3 0 0 0-3 3v7a3 3 0 0 0 6 0V5a3 3 0 0 0-3-3z M5 11h2a5 5 0 0 0 10 0h2a7 7 0 0 1-6 6.9V20h3v2H8v-2h3v-2.1A7 7 0 0 1 5 11z",
            stop: "M6 6h12v12H6z",
            hear: "M4 9v6h4l5 5V4L8 9z M15.5 8.2a5 5 0 0 1 0 7.6l1.3 1.5a7 7 0 0 0 0-10.6z M18.2 5.1a9 9 0 0 1 0 13.8l1.3 1.5a11 11 0 0 0 0-16.8z",
            slowly: "M4 9v6h4l5 5V4L8 9z M15.5 8.2a5 5 0 0 1 0 7.6l1.3 1.5a7 7 0 0 0 0-10.6z",
            show: "M3 3h7v2H6.4l4.3 4.3-1.4 1.4L5 6.4V10H3z M21 21h-7v-2h3.6l-4.3-4.3 1.4-1.4 4.3 4.3V14h2z",
            back: "M9 5v4h5a5 5 0 0 1 0 10H7v-2h7a3 3 0 0 0 0-6H9v4L3 10z",
            phrases: "M3 3h18v14H10l-5 4v-4H3z M6 6.500h12v1.800H6z M6 10.200h12V12H6z",
            type: "M2 5h20v14H2z M4 7v10h16V7z M6 9h2v2H6z M10 9h2v2h-2z M14 9h2v2h-2z M17 9h1.5v2H17z M7 13.5h10v1.8H7z",
            world: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z M12 4c1.2 0 2.8 2.9 3 7H9c.2-4.1 1.800-7 3-7z M7 11H4.100A8 8 0 0 1 8.400 4.900 15 15 0 0 0 7 11z M17 11a15 15 0 0 0-1.400-6.100A8 8 0 0 1 19.900 11z M4.100 13H7a15 15 0 0 0 1.400 6.100A8 8 0 0 1 4.100 13z M9 13h6c-.2 4.100-1.800 7-3 7s-2.800-2.900-3-7z M17 13h2.900a8 8 0 0 1-4.300 6.100A15 15 0 0 0 17 13z",
            close: "M5.700 4.300 12 10.600l6.300-6.300 1.400 1.400L13.400 12l6.300 6.300-1.400 1.400L12 13.400l-6.300 6.300-1.400-1.400L10.600 12 4.300 5.700z",
            "key.shift": "M12 3 3 12h5v8h8v-8h5z M12 5.900 16.200 10H14v8h-4v-8H7.800z",
            "key.back": "M8 5h14v14H8L2 12z M11.700 8.300 10.300 9.700 12.600 12l-2.300 2.300 1.400 1.400 2.300-2.300 2.300 2.300 1.400-1.400L15.400 12l2.300-2.300-1.400-1.400L14 10.600z",
            "key.enter": "M19 5v6H7.800l3.600-3.600L10 6l-6 6 6 6 1.400-1.400L7.800 13H21V5z",
            "key.space": "M4 10h2v4h12v-4h2v6H4z",
            "key.left": "M15 5 8 12l7 7z",
            "key.right": "M9 5l7 7-7 7z",
            "key.next": "M2 5h20v14H2z M4 7v10h16V7z M6 9h2v2H6z M10 9h2v2h-2z M14 9h2v2h-2z M17 9h1.500v2H17z M7 13.500h10v1.800H7z",
            "key.hide": "M2 3h20v11H2z M4 5v7h16V5z M6 6.500h2v1.500H6z M10 6.500h2v1.500h-2z M14 6.500h4v1.500h-4z M7 9.500h10V11H7z M7 17h10l-5 5z",
            more: "M5.400 7.300 12 13.900l6.600-6.600L20 8.700l-8 8-8-8z",
            check: "M9.500 18.400 3.600 12.500 5 11.100l4.500 4.500L19 6.100l1.400 1.400z",
            unsure: "M12 2 1 21h22z M12 6l7.500 13h-15z M11 10h2v5h-2z M11 16.200h2v2h-2z"
        })

    implicitWidth: size
    implicitHeight: size
    Accessible.ignored: true

    // No Shape: where a list clips it away, the software renderer draws it all the same, and leaves it there.
    Image {
        readonly property int side: Math.round(glyph.size)
        readonly property string fill: encodeURIComponent(glyph.colour.toString())

        width: side
        height: side
        sourceSize: Qt.size(side, side)
        source: `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="${fill}" fill-rule="evenodd" d="${glyph.outlines[glyph.name]}"/></svg>`
    }
}

// Both halves as they stand on the counter. On two displays this one has the staff's alone.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Item {
    id: page

    required property Stage stage
    readonly property bool alone: stage.layout === "two_displays"
    readonly property bool faced: stage.layout === "face_to_face"
    readonly property bool beside: stage.layout === "side_by_side" && width > height
    property bool covered: false // by the visitor, who types on a small screen

    Loader {
        active: !page.alone
        x: page.beside ? page.width / 2 : 0
        width: page.beside ? page.width / 2 : page.width
        height: page.beside ? page.height : page.height / 2
        rotation: page.faced ? 180 : 0
        z: page.covered ? 1 : 0
        sourceComponent: HalfView {
            half: page.stage.visitor
            whole: page.beside ? Qt.rect(-width, 0, 2 * width, height) : Qt.rect(0, page.faced ? -height : 0, width, 2 * height)
            onCoversChanged: page.covered = covers
            session: page.stage.session
            countdown: page.stage.countdown
            onShown: (words, face) => show.open(words, face, false)
            onLanguageAsked: page.stage.change(false)
        }
    }

    HalfView {
        y: page.beside || page.alone ? 0 : page.height / 2
        width: page.beside ? page.width / 2 : page.width
        height: page.beside || page.alone ? page.height : page.height / 2
        half: page.stage.staff
        z: covers ? 1 : 0
        whole: page.alone ? Qt.rect(0, 0, width, height) : page.beside ? Qt.rect(0, 0, 2 * width, height) : Qt.rect(0, -height, width, 2 * height)
        session: page.stage.session
        countdown: page.stage.countdown
        onShown: (words, face) => show.open(words, face, page.faced)
        onLanguageAsked: page.stage.change(true)
    }

    Rectangle {
        visible: !page.alone
        x: page.beside ? page.width / 2 - width / 2 : 0
        y: page.beside ? 0 : page.height / 2 - height / 2
        width: page.beside ? 2 * Theme.edge : page.width
        height: page.beside ? page.height : 2 * Theme.edge
        color: Theme.line
    }

    ShowSheet {
        id: show

        z: 2
        anchors.fill: parent
        texts: page.stage.staff.texts
    }

    Connections {
        target: page.stage

        function onSessionChanged() {
            show.clear();
        }
    }
}

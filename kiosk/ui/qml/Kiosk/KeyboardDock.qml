// The keyboard for whatever field in an area gets the focus. It stands at the foot of its parent while there is one.
import QtQuick
import Kiosk

Item {
    id: dock

    required property Item area
    required property Texts texts
    required property string code // what is written where the field doesn't say
    required property real room // the height that it and the area share
    property Item field: null
    readonly property Item focused: Window.activeFocusItem
    readonly property bool open: field !== null && area.visible

    implicitHeight: open ? Math.min(view.most, 0.66 * room) : 0
    height: implicitHeight
    visible: open

    onFocusedChanged: follow()

    function follow() {
        field = view.takes(focused, area) ? focused : null;
        if (field !== null)
            view.code = view.language(field, code);
    }

    function close() {
        if (field !== null)
            field.focus = false; // so that another touch opens it again
        field = null;
        view.reset();
    }

    MouseArea {
        anchors.fill: parent // what lies below is not touched through it
        Accessible.ignored: true
    }

    KeyboardView {
        id: view

        anchors.fill: parent
        texts: dock.texts
        code: dock.code
        target: dock.field
        closable: true
        onClosed: dock.close()
    }
}

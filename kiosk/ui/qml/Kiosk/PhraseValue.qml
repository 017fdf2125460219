// What fills the slot that is being filled: a clock, digits, a list of places, or a name.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Kiosk

Item {
    id: value

    required property Phrases phrases
    required property Texts texts
    required property color colour
    readonly property string slot: phrases.slot
    property alias field: field

    signal writing()

    Row {
        visible: value.slot === "time"
        anchors.centerIn: parent
        spacing: Theme.gap / 2
        LayoutMirroring.enabled: false // clocks read alike everywhere
        LayoutMirroring.childrenInherit: true

        Repeater {
            model: [60, 10, 1]

            PhraseStep {
                id: step

                required property int modelData

                texts: value.texts
                name: value.texts.say(modelData === 60 ? "phrases.hours" : "phrases.minutes")
                each: Math.min(Math.round(1.6 * Theme.target), (value.width - 2 * Theme.gap) / 3)
                value: ""
                more: (modelData === 60 ? "+ 1 " : "+ " + modelData + " ") + step.name
                less: (modelData === 60 ? "− 1 " : "− " + modelData + " ") + step.name
                onMoved: up => value.phrases.step(up ? modelData : -modelData)
            }
        }
    }

    Grid {
        id: pad

        readonly property int across: value.width > 1.9 * value.height ? 7 : 4
        readonly property int down: Math.ceil(keys.count / across)
        readonly property real wide: Math.min(1.5 * Theme.target, (value.width - (across - 1) * spacing) / across)

        visible: value.slot === "count" || value.slot === "price"
        anchors.centerIn: parent
        columns: across
        spacing: Theme.gap / 3
        LayoutMirroring.enabled: false
        LayoutMirroring.childrenInherit: true

        Repeater {
            id: keys

            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "00", "−", "+", "⌫"]

            PlainButton {
                required property string modelData

                width: pad.wide
                height: Theme.target
                face: value.texts.family
                size: Theme.body
                text: modelData === "⌫" ? "" : modelData
                glyph: modelData === "⌫" ? "back" : ""
                Accessible.name: modelData === "⌫" ? value.texts.say("phrases.erase") : modelData === "+" ? value.texts.say("phrases.more")
                    : modelData === "−" ? value.texts.say("phrases.less") : modelData
                onClicked: {
                    if (modelData === "⌫")
                        value.phrases.erase();
                    else if (modelData === "+" || modelData === "−")
                        value.phrases.step(modelData === "+" ? 1 : -1);
                    else
                        value.phrases.digit(modelData);
                }
            }
        }
    }

    Flickable {
        id: places

        visible: value.slot === "place"
        anchors.fill: parent
        contentHeight: list.height
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        ScrollBar.vertical: SlideBar {
            needed: places.contentHeight > places.height + 1
        }

        Grid {
            id: list

            width: places.width - Theme.gap / 2
            columns: Math.max(1, Math.floor(width / (3.2 * Theme.target)))
            spacing: Theme.gap / 3

            Repeater {
                model: value.phrases.places

                PhraseChip {
                    required property string code
                    required property string name
                    required property string other

                    width: (list.width - (list.columns - 1) * list.spacing) / list.columns
                    face: value.phrases.face
                    colour: value.colour
                    text: name
                    minor: other
                    minorFace: value.phrases.meansFace
                    onClicked: value.phrases.place(code)
                    onActiveFocusChanged: {
                        if (activeFocus)
                            places.contentY = Math.max(0, Math.min(y, places.contentHeight - places.height));
                    }
                }
            }
        }
    }

    TextField {
        id: field

        visible: value.slot === "name"
        width: parent.width
        height: Math.max(Theme.target, implicitHeight)
        y: Math.max(0, Math.min(Theme.gap, parent.height - height))
        color: Theme.ink
        font.family: value.phrases.face
        font.pixelSize: Theme.body
        padding: Theme.gap / 2
        maximumLength: 60
        placeholderText: value.texts.say("phrases.name")
        placeholderTextColor: Theme.inkSoft
        selectByMouse: true
        selectionColor: value.colour
        selectedTextColor: Theme.sheet
        inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
        Accessible.name: value.texts.say("phrases.name")
        onTextChanged: {
            if (visible)
                value.phrases.name(text);
        }
        onAccepted: value.phrases.say()
        onVisibleChanged: {
            clear();
            if (visible) {
                forceActiveFocus();
                value.writing();
            }
        }

        background: Rectangle {
            radius: Theme.radius / 2
            color: Theme.sheet
            border.color: field.activeFocus ? value.colour : Theme.line
            border.width: field.activeFocus ? 2 * Theme.edge : Theme.edge
        }
    }
}

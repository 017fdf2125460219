// The keyboard on the screen: what may be meant above, the keys below. `target` is the field that it writes into.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Rectangle {
    id: view

    required property Texts texts
    required property string code
    property Item target: null
    property list<string> offered: [] // shown where nothing is composed: other readings of what is put right
    property bool closable: false
    readonly property bool offers: keys.chooses || offered.length > 0 || closable
    readonly property real strip: offers ? Math.max(Math.round(9 * Theme.mm), Math.round(0.75 * Theme.target)) : 0
    readonly property real most: strip + keys.rows * Math.round(15 * Theme.mm) + inner
    readonly property real inner: Math.round(Theme.gap / 4)
    readonly property bool composing: keys.choices.count > 0

    signal taken(place: int) // one of what was offered
    signal closed()

    function takes(item: Item, area: Item): bool {
        return keys.field(item, area);
    }

    function language(item: Item, otherwise: string): string {
        return keys.language(item, otherwise);
    }

    function reset() {
        keys.reset();
    }

    function name(kind: string, label: string): string {
        return kind === "text" ? label : texts.say("keyboard." + kind);
    }

    function sign(kind: string, label: string): string {
        return ({
                signs: "123",
                letters: keys.letters,
                mark: "小 ゛゜"
            })[kind] ?? label;
    }

    implicitHeight: most
    color: Theme.paper
    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true
    Accessible.role: Accessible.Pane
    Accessible.name: texts.say("keyboard")

    Keyboard {
        id: keys

        code: view.code
        target: view.target
    }

    Flickable {
        id: choices

        width: view.width - (view.closable ? leave.width : 0)
        height: view.strip
        visible: view.composing || view.offered.length > 0
        contentWidth: Math.max(width, chips.width)
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        Accessible.role: Accessible.List
        Accessible.name: view.texts.say("keyboard.candidates")
        onContentWidthChanged: contentX = view.texts.rtl ? contentWidth - width : 0

        Row {
            id: chips

            x: view.texts.rtl ? choices.contentWidth - width : 0
            spacing: view.inner
            layoutDirection: view.texts.rtl ? Qt.RightToLeft : Qt.LeftToRight

            Repeater {
                model: keys.choices

                KeyboardKey {
                    required property int place

                    width: Math.max(Math.round(9 * Theme.mm), implicitContentWidth + 1.5 * Theme.gap)
                    height: view.strip
                    kind: "text"
                    text: label
                    face: keys.face
                    onClicked: keys.choose(place)
                }
            }

            Repeater {
                model: view.composing ? [] : view.offered

                KeyboardKey {
                    required property string modelData
                    required property int index

                    width: Math.max(Theme.target, implicitContentWidth + 1.5 * Theme.gap)
                    height: view.strip
                    kind: "text"
                    text: modelData
                    label: modelData
                    face: keys.face
                    onClicked: view.taken(index)
                }
            }
        }
    }

    KeyboardKey {
        id: leave

        anchors.right: parent.right
        width: Math.round(Math.max(15 * Theme.mm, view.width / 12))
        height: view.strip
        visible: view.closable
        kind: "hide"
        label: ""
        text: view.texts.say("close")
        face: view.texts.family
        onClicked: view.closed()
    }

    Item {
        id: board

        readonly property real tall: (view.height - view.strip - view.inner) / Math.max(1, keys.rows)

        y: view.strip
        width: view.width
        height: view.height - view.strip

        Repeater {
            model: keys.keys

            KeyboardKey {
                required property int row
                required property real start
                required property real share
                required property string writes

                x: view.width * start
                y: board.tall * row
                width: view.width * share
                height: board.tall
                text: view.name(kind, label)
                mark: view.sign(kind, label)
                face: keys.face
                held: kind === "shift" && keys.shifted
                onClicked: keys.press(kind, writes)
            }
        }
    }
}

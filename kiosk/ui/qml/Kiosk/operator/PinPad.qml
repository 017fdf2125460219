// The PIN: chosen at the first time, asked for afterwards. Large keys, and a keyboard's digits work too.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk

FocusScope {
    id: pad

    required property Lock lock
    required property Texts texts
    readonly property bool tall: height > width
    readonly property real key: Math.min((tall ? 1.6 : 1.2) * Theme.target, (tall ? width : height) / 5.2)

    signal closed

    Keys.onPressed: event => {
        event.accepted = true;
        if (event.key >= Qt.Key_0 && event.key <= Qt.Key_9)
            lock.type(event.text);
        else if (event.key === Qt.Key_Backspace)
            lock.erase();
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
            lock.enter();
        else
            event.accepted = false;
    }

    GridLayout {
        anchors.centerIn: parent
        width: pad.tall ? keys.implicitWidth : Math.min(parent.width - 2 * Theme.gap, 44 * Theme.body)
        columns: pad.tall ? 1 : 2
        columnSpacing: 2 * Theme.gap
        rowSpacing: Theme.gap

        ColumnLayout {
            Layout.fillWidth: true
            Layout.row: 0
            Layout.column: 0
            Layout.preferredWidth: 1
            Layout.alignment: Qt.AlignBottom
            spacing: Theme.gap / 2

            Words {
                Layout.fillWidth: true
                words: pad.texts.say("operator.pin." + pad.lock.stage)
                font.pixelSize: Theme.large
                font.weight: Font.Bold
                Accessible.role: Accessible.Heading
            }

            Words {
                Layout.fillWidth: true
                words: pad.texts.say("operator.pin." + pad.lock.stage + ".about")
                color: Theme.inkSoft
                font.pixelSize: Theme.small
            }

            Row {
                Layout.topMargin: Theme.gap / 2
                spacing: Theme.gap / 2
                Accessible.role: Accessible.StaticText
                Accessible.name: pad.texts.say("operator.pin.digits") + ": " + pad.lock.count

                Repeater {
                    model: pad.lock.most

                    Rectangle {
                        required property int index

                        width: Theme.body
                        height: width
                        radius: width / 2
                        color: index < pad.lock.count ? Theme.ink : "transparent"
                        border.color: Theme.inkSoft
                        border.width: Theme.edge
                    }
                }
            }

            Words {
                Layout.fillWidth: true
                Layout.minimumHeight: 3 * Theme.body
                words: pad.lock.told
                color: Theme.doubt
                font.weight: Font.Bold
                Accessible.role: Accessible.AlertMessage
            }
        }

        GridLayout {
            id: keys

            Layout.row: pad.tall ? 1 : 0
            Layout.column: pad.tall ? 0 : 1
            Layout.rowSpan: pad.tall ? 1 : 2
            Layout.alignment: Qt.AlignCenter
            columns: 3
            columnSpacing: Theme.gap / 2
            rowSpacing: Theme.gap / 2

            Repeater {
                model: ["1", "2", "3", "4", "5", "6", "7", "8", "9"]

                PinKey {
                    side: pad.key
                    enabled: !pad.lock.waits
                    onClicked: pad.lock.type(text)
                }
            }

            PinKey {
                modelData: pad.texts.say("operator.pin.erase")
                side: pad.key
                enabled: pad.lock.count > 0
                onClicked: pad.lock.erase()
            }

            PinKey {
                modelData: "0"
                side: pad.key
                enabled: !pad.lock.waits
                onClicked: pad.lock.type(text)
            }

            PinKey {
                modelData: pad.texts.say("operator.pin.enter")
                side: pad.key
                primary: true
                enabled: pad.lock.canEnter
                onClicked: pad.lock.enter()
            }
        }

        Flow {
            Layout.row: pad.tall ? 2 : 1
            Layout.column: 0
            Layout.fillWidth: true
            spacing: Theme.gap / 2

            ActionButton {
                text: pad.texts.say("operator.close")
                onClicked: pad.closed()
            }

            ActionButton {
                visible: pad.lock.isSet && pad.lock.stage !== "ask"
                text: pad.texts.say("operator.pin.stay")
                onClicked: pad.lock.stay()
            }
        }
    }
}

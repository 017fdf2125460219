// One name: the ways out stay above, where an on-screen keyboard leaves them free.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk

ColumnLayout {
    id: form

    required property GlossaryModel model
    required property Texts texts

    spacing: 0

    RowLayout {
        Layout.fillWidth: true
        Layout.margins: Theme.gap
        Layout.rightMargin: Theme.gap + 14
        Layout.bottomMargin: 0
        spacing: Theme.gap / 2

        ActionButton {
            text: form.texts.say("operator.glossary.back")
            onClicked: form.model.back()
        }

        Words {
            Layout.fillWidth: true
            words: form.model.trouble
            color: Theme.doubt
            font.pixelSize: Theme.small
            font.weight: Font.Bold
            Accessible.role: Accessible.AlertMessage
        }

        ActionButton {
            primary: true
            enabled: form.model.form.dirty
            text: form.texts.say("operator.glossary.save")
            onClicked: form.model.save()
        }
    }

    Page {
        id: page

        Layout.fillWidth: true
        Layout.fillHeight: true

        Section {
            title: form.model.form.isNew ? form.texts.say("operator.glossary.new") : form.model.form.name
            about: form.texts.say("operator.glossary.form.about")

            GridLayout {
                id: cells

                Layout.fillWidth: true
                columns: page.width > 24 * Theme.body ? 2 : 1
                columnSpacing: Theme.gap
                rowSpacing: Theme.gap / 2
                uniformCellWidths: true

                Repeater {
                    model: form.model.form.rows

                    ColumnLayout {
                        id: line

                        required property int index
                        required property string name
                        required property string label
                        required property string value
                        required property string otherwise
                        required property string face

                        Layout.fillWidth: true
                        Layout.columnSpan: name === "note" ? cells.columns : 1 // it is a sentence
                        Layout.alignment: Qt.AlignBottom
                        spacing: 2

                        Words {
                            Layout.fillWidth: true
                            words: line.label
                            font.pixelSize: Theme.small
                            Accessible.ignored: true
                        }

                        LineField {
                            Layout.fillWidth: true
                            name: line.label
                            face: line.face
                            keyboardCode: ["term", "reading", "note"].includes(line.name) ? "ja" : line.name
                            text: line.value
                            placeholderText: line.otherwise
                            focus: line.index === 0
                            onWritten: words => form.model.form.put(line.name, words)
                            Keys.onReturnPressed: nextItemInFocusChain().forceActiveFocus(Qt.TabFocusReason)
                            Keys.onEnterPressed: nextItemInFocusChain().forceActiveFocus(Qt.TabFocusReason)
                        }
                    }
                }
            }
        }

        Section {
            visible: !form.model.form.isNew
            title: form.texts.say("operator.glossary.try")
            about: form.texts.say("operator.glossary.try.about")

            GridLayout {
                Layout.fillWidth: true
                columns: page.width > 24 * Theme.body ? 2 : 1
                columnSpacing: Theme.gap

                ActionButton {
                    enabled: !form.model.form.dirty
                    text: form.texts.say("operator.glossary.try")
                    onClicked: form.model.tryIt()
                }

                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 2

                    Words {
                        Layout.fillWidth: true
                        visible: words !== ""
                        words: form.model.trial.translated
                    }

                    Words {
                        Layout.fillWidth: true
                        visible: words !== ""
                        words: form.model.trial.told
                        font.pixelSize: Theme.small
                    }
                }
            }
        }

        Section {
            id: end

            property bool asked: false

            visible: !form.model.form.isNew
            title: form.texts.say(asked ? "operator.glossary.delete.sure" : "operator.glossary.delete")

            ActionButton {
                visible: !end.asked
                text: form.texts.say("operator.glossary.delete")
                onClicked: {
                    end.asked = true;
                    keep.forceActiveFocus();
                }
            }

            Flow {
                visible: end.asked
                Layout.fillWidth: true
                spacing: Theme.gap

                ActionButton {
                    id: keep

                    primary: true
                    text: form.texts.say("operator.glossary.delete.no")
                    onClicked: end.asked = false
                }

                ActionButton {
                    text: form.texts.say("operator.glossary.delete.yes")
                    onClicked: form.model.delete()
                }
            }
        }
    }
}

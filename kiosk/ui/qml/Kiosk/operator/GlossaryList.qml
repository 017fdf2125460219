// The names that are listed, and what was searched for among them.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Kiosk

ColumnLayout {
    id: list

    required property GlossaryModel model
    required property Texts texts
    readonly property bool narrow: width < 28 * Theme.body

    spacing: Theme.gap / 2

    GridLayout {
        Layout.fillWidth: true
        Layout.margins: Theme.gap
        Layout.rightMargin: Theme.gap + 14
        Layout.bottomMargin: 0
        columns: list.narrow ? 2 : 3
        columnSpacing: Theme.gap / 2
        rowSpacing: Theme.gap / 2

        LineField {
            id: search

            Layout.fillWidth: true
            Layout.columnSpan: list.narrow ? 2 : 1
            name: list.texts.say("operator.glossary.search")
            placeholderText: name
            face: "Noto Sans CJK JP"
            onWritten: words => list.model.find(words)
            Keys.onEscapePressed: event => {
                event.accepted = text !== "";
                clear();
            }
            Component.onCompleted: text = list.model.search
        }

        ActionButton {
            Layout.fillWidth: list.narrow
            primary: true
            text: list.texts.say("operator.glossary.add")
            onClicked: list.model.add()
        }

        ActionButton {
            Layout.fillWidth: list.narrow
            text: list.texts.say("operator.glossary.tables")
            onClicked: list.model.openExchange()
        }

        Words {
            Layout.fillWidth: true
            Layout.columnSpan: parent.columns // qmllint disable missing-property
            words: list.model.trouble || list.model.told
            color: list.model.trouble ? Theme.doubt : Theme.inkSoft
            font.pixelSize: Theme.small
            Accessible.role: list.model.trouble ? Accessible.AlertMessage : Accessible.StaticText
        }
    }

    FileMistakes {
        Layout.leftMargin: Theme.gap
        Layout.rightMargin: Theme.gap + 14
        title: list.texts.say("operator.glossary.wrong")
        mistakes: list.model.mistakes
    }

    ListView {
        id: names

        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.leftMargin: Theme.gap
        model: list.model.rows
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        spacing: Theme.gap / 3
        bottomMargin: Theme.gap
        cacheBuffer: 0 // what is made ahead would still be in the making when the page is left
        reuseItems: true
        activeFocusOnTab: count > 0
        keyNavigationEnabled: true
        Accessible.role: Accessible.List
        Accessible.name: list.texts.say("operator.page.glossary")

        ScrollBar.vertical: SlideBar {
            needed: names.contentHeight > names.height + 1
            width: 14
        }

        delegate: NameLine {
            width: names.width - Theme.gap - 14
            focus: ListView.isCurrentItem
            onClicked: list.model.edit(term)
        }

        Words {
            visible: names.count === 0
            y: Theme.gap
            width: parent.width - Theme.gap - 14
            words: list.texts.say("operator.glossary.none")
            Accessible.ignored: !visible
        }
    }
}

// A phrase that the other side said, large, and below it the answers to touch.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Kiosk

Rectangle {
    id: card

    required property int number
    required property string main
    required property string minor
    required property string mainFace
    required property string minorFace
    required property bool answerable
    required property bool isChecked
    required property Phrases phrases
    required property Texts texts
    required property color colour
    readonly property real inner: Theme.gap * 0.75
    readonly property bool beside: answerable && width > 1.5 * height

    color: Theme.paper
    Accessible.role: Accessible.Dialog
    Accessible.name: main

    MouseArea {
        anchors.fill: parent // what lies below is not touched through it
        Accessible.ignored: true
    }

    Item {
        id: head

        x: card.inner
        y: card.inner
        width: parent.width - 2 * card.inner
        height: Theme.target

        Text {
            anchors.left: parent.left
            anchors.right: close.left
            anchors.rightMargin: card.inner
            height: parent.height
            text: card.texts.say(card.answerable ? "phrases.answer" : "phrases.read")
            color: card.colour
            font.family: card.texts.family
            font.pixelSize: Theme.body
            minimumPixelSize: Math.round(0.6 * Theme.small)
            fontSizeMode: Text.Fit
            font.weight: Font.Bold
            lineHeight: Theme.leading(font.family)
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignLeft
            verticalAlignment: Text.AlignVCenter
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }

        PlainButton {
            id: close

            anchors.right: parent.right
            height: parent.height
            face: card.texts.family
            size: Theme.small
            text: card.texts.say("close")
            Keys.onEscapePressed: card.phrases.dismiss(card.number)
            onClicked: card.phrases.dismiss(card.number)
        }
    }

    Item {
        id: question

        x: card.inner
        y: Math.round(head.y + head.height + card.inner / 2)
        width: card.beside ? Math.round(0.42 * head.width) : head.width
        height: card.answerable && !card.beside ? Math.round(0.32 * card.height) : card.height - y - card.inner

        Text {
            width: parent.width
            height: parent.height - small.height - mark.height - Theme.gap / 3
            text: card.texts.kept(card.main)
            color: Theme.ink
            font.family: card.mainFace
            font.pixelSize: Theme.huge
            minimumPixelSize: Math.round(0.7 * Theme.small)
            fontSizeMode: Text.Fit
            font.weight: Font.Bold
            lineHeight: Theme.leading(font.family)
            wrapMode: Text.Wrap
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
            verticalAlignment: Text.AlignVCenter
            Accessible.role: Accessible.StaticText
            Accessible.name: card.main
        }

        Text {
            id: small

            y: parent.height - height - mark.height - Theme.gap / 6
            width: parent.width
            text: card.texts.kept(card.minor)
            color: Theme.inkSoft
            font.family: card.minorFace
            font.pixelSize: Theme.small
            lineHeight: Theme.leading(font.family)
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
            Accessible.ignored: true
        }

        PhraseMark {
            id: mark

            y: parent.height - height
            width: parent.width
            texts: card.texts
            checked: card.isChecked
        }
    }

    Flickable {
        id: list

        visible: card.answerable
        x: card.beside ? question.x + question.width + card.inner : card.inner
        y: card.beside ? question.y : question.y + question.height + card.inner
        width: card.beside ? head.width - question.width - card.inner : head.width
        height: card.height - y - card.inner
        contentHeight: answers.height
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        ScrollBar.vertical: SlideBar {
            needed: list.contentHeight > list.height + 1
        }

        Grid {
            id: answers

            readonly property real each: (width - (columns - 1) * spacing) / columns

            width: Math.round(list.width - Theme.gap / 2)
            columns: width > 7 * Theme.target && given.count > 1 ? 2 : 1
            spacing: Math.round(Theme.gap / 3)

            Repeater {
                id: given

                model: card.phrases.answers

                PhraseItem {

                    width: answers.each
                    size: Theme.large * 0.9
                    texts: card.texts
                    face: card.mainFace
                    meansFace: card.minorFace
                    onClicked: card.phrases.choose(code)
                    onActiveFocusChanged: {
                        if (activeFocus)
                            list.contentY = Math.max(0, Math.min(y, list.contentHeight - list.height));
                    }
                }
            }
        }
    }
}

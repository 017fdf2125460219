// Which language? Touch its name, or speak and let it be recognised.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Kiosk

Item {
    id: page

    required property Stage stage
    required property Texts texts
    readonly property bool tall: height > width
    readonly property real margin: 2 * Math.round(Math.max(Theme.gap, 0.025 * width) / 2) // all on whole pixels: half of one shows where the page is turned
    readonly property real cell: Theme.target + (tall ? 0.2 : 0.35) * Theme.target
    readonly property int columns: Math.max(2, Math.min(page.tall ? 3 : 5, Math.ceil(Math.sqrt(tiles.count * (tall ? 0.6 : 1.4)))))

    LayoutMirroring.enabled: texts.rtl
    LayoutMirroring.childrenInherit: true
    Accessible.role: Accessible.Pane
    Accessible.name: texts.say("picker.title")

    Text {
        id: title

        x: page.texts.rtl ? parent.width - width - page.margin : page.margin
        y: page.margin / 2
        width: parent.width - back.width - 3 * page.margin
        height: 2 * Math.ceil(Math.max(back.height, Theme.huge * 1.3) / 2)
        text: page.texts.say("picker.title")
        color: Theme.ink
        font.family: page.texts.family
        font.pixelSize: Theme.huge
        minimumPixelSize: Theme.small
        fontSizeMode: Text.Fit
        font.weight: Font.Bold
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignLeft
        verticalAlignment: Text.AlignVCenter
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }

    PlainButton {
        id: back

        x: page.texts.rtl ? page.margin : parent.width - width - page.margin
        y: Math.round(title.y + (title.height - height) / 2)
        face: page.texts.family
        size: Theme.small
        text: page.texts.say("back")
        onClicked: page.stage.goBack()
    }

    Flickable {
        id: flick

        x: page.margin
        anchors.top: title.bottom
        anchors.topMargin: page.margin / 2
        anchors.bottom: told.visible ? told.top : speak.top
        anchors.bottomMargin: page.margin / 2
        width: parent.width - 2 * page.margin
        contentHeight: grid.height
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        ScrollBar.vertical: SlideBar {
            needed: flick.contentHeight > flick.height + 1
        }

        Grid {
            id: grid

            readonly property int rows_: Math.max(1, Math.ceil(tiles.count / page.columns))
            readonly property real tileHeight: Math.max(page.cell, (flick.height - (rows_ - 1) * spacing) / rows_)

            width: flick.width
            columns: page.columns
            spacing: Math.round(Theme.gap * 0.75)

            Repeater {
                id: tiles

                model: page.stage.tiles

                LanguageTile {
                    id: tile

                    texts: page.texts
                    width: Math.floor((grid.width - (page.columns - 1) * grid.spacing) / page.columns)
                    height: Math.floor(Math.min(grid.tileHeight, Math.max(2.4 * Theme.target, 0.9 * width)))
                    onClicked: page.stage.choose(tile.code)
                    onActiveFocusChanged: {
                        if (activeFocus)
                            flick.contentY = Math.max(0, Math.min(tile.y, flick.contentHeight - flick.height));
                    }
                }
            }
        }
    }

    Text {
        id: told

        visible: text !== ""
        x: page.margin
        anchors.bottom: speak.top
        anchors.bottomMargin: Math.round(page.margin / 2)
        width: parent.width - 2 * page.margin
        text: page.texts.kept(Accessible.name)
        color: Theme.doubt
        font.family: page.texts.family
        font.pixelSize: Theme.body
        font.weight: Font.Bold
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignHCenter
        Accessible.role: Accessible.AlertMessage
        Accessible.name: page.stage.unsure === "" ? "" : page.texts.say(page.stage.unsure)
    }

    TalkButton {
        id: speak

        x: Math.round((parent.width - width) / 2)
        anchors.bottom: parent.bottom
        anchors.bottomMargin: page.margin / 2
        width: Math.min(parent.width - 2 * page.margin, 30 * Theme.body)
        height: Math.round(1.4 * Theme.target)
        face: page.texts.family
        colour: Theme.guest
        size: Theme.large * 0.9
        open: page.stage.listening ? "tap" : ""
        level: page.stage.visitor.level
        levelName: page.texts.say("level")
        enabled: page.stage.canRecognise
        text: page.texts.say(page.stage.listening ? "picker.listening" : page.stage.thinking ? "picker.thinking" : "picker.recognise")
        onTaken: page.stage.touched()
        onLifted: page.stage.recognise()
        onTouchedByKey: page.stage.recognise()
    }
}

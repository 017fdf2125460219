// Colours and sizes of every screen. The shell sets the first block; all else follows from it.
pragma Singleton
import QtQuick
import Kiosk

QtObject {
    property bool highContrast: false
    property real typeScale: 1
    property real unit: 1 // pixels of this screen for a pixel of the design, which is 1920 x 1080 on 15.6 inches
    property real mm: 5.56 // pixels for a millimetre
    property string face: "Noto Sans CJK JP" // for the staff's own language
    property Texts texts: null // in it

    // ground and ink
    readonly property color paper: highContrast ? "#FFFFFF" : "#F6F2E9" // 生成り
    readonly property color sheet: "#FFFFFF"
    readonly property color ink: highContrast ? "#000000" : "#1C2733"
    readonly property color inkSoft: highContrast ? "#1A1A1A" : "#55606C"
    readonly property color inkUnsure: highContrast ? "#595959" : inkSoft // words that may still change
    readonly property color line: highContrast ? "#000000" : "#DDD6C7"
    // the two sides
    readonly property color host: highContrast ? "#001B52" : "#1E3A5F" // 藍: the staff
    readonly property color hostTint: highContrast ? "#FFFFFF" : "#E3EAF2"
    readonly property color guest: highContrast ? "#00382F" : "#1F6F63" // 若竹, deepened: the visitor
    readonly property color guestTint: highContrast ? "#FFFFFF" : "#E0EFEB"
    readonly property color live: highContrast ? "#9B0000" : "#C23B22" // 朱: a microphone is open
    readonly property color liveTint: highContrast ? "#FFFFFF" : "#F3D3CB"
    readonly property color doubt: highContrast ? "#5C3B00" : "#7D5200"
    readonly property color doubtTint: highContrast ? "#FFFFFF" : "#FFF1D6"
    readonly property int edge: highContrast ? Math.max(2, Math.round(4 * unit)) : Math.max(1, Math.round(2 * unit))

    readonly property int huge: Math.round(64 * unit * typeScale)
    readonly property int large: Math.round(40 * unit * typeScale)
    readonly property int body: Math.round(30 * unit * typeScale)
    readonly property int small: Math.round(22 * unit * typeScale)
    readonly property int gap: Math.round(24 * unit)
    readonly property int radius: Math.round(28 * unit)
    readonly property int target: Math.round(96 * unit)

    // Words of the staff's pages, whose lines end between phrases.
    function kept(words: string): string {
        return texts ? texts.kept(words) : words;
    }

    // Of a line's height, how much is needed: Noto Sans Arabic keeps half of it free for what Arabic letters don't have.
    function leading(face: string): real {
        return face === "Noto Sans Arabic" ? 0.75 : 1;
    }

    function colour(staff: bool): color {
        return staff ? host : guest;
    }

    // Styled text in which the words in italics are paler too.
    function unsure(styled: string): string {
        return styled.replace("<i>", `<i><font color="${inkUnsure}">`).replace("</i>", "</font></i>");
    }

    function tint(staff: bool): color {
        return staff ? hostTint : guestTint;
    }
}

import Markup

/// The text of a string item (CT_Rst, ECMA-376 part 1, §18.4.8): its runs joined, without phonetic hints.
struct RichText {
    private(set) var text = ""
    private var run: String?
    private var keepsBlanks = false
    private var isPhonetic = false

    mutating func start(_ element: Element) {
        switch element.name {
        case "t" where !isPhonetic:
            run = ""
            keepsBlanks = element["xml:space"] == "preserve"
        case "rPh":
            isPhonetic = true
        default:
            break
        }
    }

    mutating func append(_ piece: String) { run?.append(piece) }

    mutating func end(_ name: String) {
        switch name {
        case "t":
            guard let run else { return }
            text += (keepsBlanks ? run : run.withoutOuterBlanks).withoutCellEscapes
            self.run = nil
        case "rPh":
            isPhonetic = false
        default:
            break
        }
    }
}

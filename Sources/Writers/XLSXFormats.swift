import CXlsxWriter
import Forms

/// The cell formats of a workbook, made when first asked for.
struct XLSXFormats {
    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private var made: [SheetLayout.Style: UnsafeMutablePointer<lxw_format>] = [:]
    private(set) lazy var alarm: UnsafeMutablePointer<lxw_format>? = {
        let format = workbook_add_format(workbook)
        format_set_bg_color(format, 0xFFC7CE)
        format_set_font_color(format, 0x9C0006)
        return format
    }()

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) { self.workbook = workbook }

    private static let blockTint: lxw_color_t = 0xC6D9F1
    private static let inputTint: lxw_color_t = 0xFFF9E5
    private static let totalTint: lxw_color_t = 0xF2F2F2

    /// The format of a style; nil, which is the plain look, only where memory is gone.
    subscript(style: SheetLayout.Style) -> UnsafeMutablePointer<lxw_format>? {
        mutating get {
            if let format = made[style] { return format }
            guard let format = workbook_add_format(workbook) else { return nil }
            Self.apply(style, to: format)
            made[style] = format
            return format
        }
    }

    private static func apply(_ style: SheetLayout.Style, to format: UnsafeMutablePointer<lxw_format>) {
        format_set_font_name(format, "宋体")
        format_set_font_size(format, 10)
        // Upright text that also wraps is not centred by LibreOffice.
        if style != .uprightLabel { format_set_text_wrap(format) }
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        switch style {
        case .title:
            format_set_font_name(format, "黑体")
            format_set_font_size(format, 15)
            center(format)
        case .guide: format_set_font_size(format, 11)
        case .summary, .caption, .check:
            format_set_font_size(format, 9)
            format_set_font_color(format, 0x595959)
            if style != .summary { center(format) }
        case .blockTitle:
            box(format)
            format_set_bg_color(format, blockTint)
        case .header:
            box(format)
            center(format)
        case .label:
            box(format)
            format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
        case .uprightLabel:
            box(format)
            center(format)
            // 270 stands for characters upright under each other.
            format_set_rotation(format, 270)
        case .figure(let kind):
            input(format, tint: inputTint)
            number(kind, format)
        case .total(let kind):
            input(format, tint: totalTint)
            number(kind, format)
        case .year:
            input(format, tint: inputTint)
            format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
        case .plotted:
            box(format)
            number(.count, format)
        case .contact:
            input(format, tint: inputTint)
            format_set_num_format(format, "@")
        case .heading:
            box(format)
            center(format)
            format_set_bold(format)
            format_set_bg_color(format, blockTint)
        case .entry(let tone):
            box(format)
            format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
            colour(tone, format)
        case .number(let tone):
            box(format)
            center(format)
            colour(tone, format)
        case .prose:
            input(format, tint: inputTint)
            format_set_num_format(format, "@")
            format_set_font_size(format, 11)
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        }
    }

    private static func box(_ format: UnsafeMutablePointer<lxw_format>) {
        format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
    }

    private static func center(_ format: UnsafeMutablePointer<lxw_format>) {
        format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
    }

    /// The colours of Excel's own styles 好, 适中 and 差.
    private static func colour(_ tone: SheetLayout.Tone, _ format: UnsafeMutablePointer<lxw_format>) {
        let colours: (background: lxw_color_t, text: lxw_color_t)? =
            switch tone {
            case .plain: nil
            case .good: (0xC6EFCE, 0x006100)
            case .notice: (0xFFEB9C, 0x7F4F00)
            case .bad: (0xFFC7CE, 0x9C0006)
            case .muted: (totalTint, 0x595959)
            }
        guard let colours else { return }
        format_set_bg_color(format, colours.background)
        format_set_font_color(format, colours.text)
    }

    private static func input(_ format: UnsafeMutablePointer<lxw_format>, tint: lxw_color_t) {
        box(format)
        format_set_bg_color(format, tint)
        format_set_unlocked(format)
    }

    private static func number(_ kind: Form.Kind, _ format: UnsafeMutablePointer<lxw_format>) {
        center(format)
        switch kind {
        case .count: format_set_num_format(format, "0")
        case .signedCount: format_set_num_format(format, "+0;-0;0")
        case .amount: break
        }
    }
}

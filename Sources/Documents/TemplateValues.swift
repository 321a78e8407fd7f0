import Mustache

/// The values that a template may name.
struct TemplateValues: ExpressibleByDictionaryLiteral {
    enum Item {
        case text(String)
        /// A text that is escaped for the format already.
        case markup(String)
        case group(TemplateValues)
        case list([TemplateValues])
        case texts([String])

        static func text(_ text: String?) -> Item? { text.map { .text($0) } }
        /// A value that is there or not, for sections.
        static func flag(_ isSet: Bool) -> Item? { isSet ? .text("1") : nil }
    }

    private(set) var values: [String: Item] = [:]

    init(dictionaryLiteral elements: (String, Item?)...) { for (name, value) in elements { self[name] = value } }

    subscript(name: String) -> Item? {
        get { values[name] }
        set { values[name] = newValue }
    }

    /// How many items all of its lists have together.
    var items: Int {
        values.values.reduce(0) { sum, value in
            switch value {
            case .text, .markup: sum
            case .group(let group): sum + group.items
            case .list(let list): sum + list.count + list.reduce(0) { $0 + $1.items }
            case .texts(let texts): sum + texts.count
            }
        }
    }
}

/// The values as swift-mustache asks for them. Texts are escaped beforehand, so that no template can print one raw. A group that is
/// printed by mistake (`{{.}}`) prints nothing.
struct Rendering: MustacheParent, CustomStringConvertible {
    let values: TemplateValues
    let escape: (String) -> String
    let budget: RenderingBudget

    var description: String { "" }

    func child(named name: String) -> Any? { values[name].map(rendering) }

    private func rendering(of value: TemplateValues.Item) -> Any {
        switch value {
        case .text(let text): escape(text)
        case .markup(let text): text
        case .group(let group): Rendering(values: group, escape: escape, budget: budget)
        case .list(let list):
            Items(items: list.map { Rendering(values: $0, escape: escape, budget: budget) }, budget: budget)
        case .texts(let texts): Items(items: texts.map(escape), budget: budget)
        }
    }
}

/// How many items a template may still go through: a list nested ten times in itself would hardly end.
final class RenderingBudget {
    private(set) var left: Int

    init(_ items: Int) { left = items }

    func take() -> Bool {
        left -= 1
        return left >= 0
    }
}

/// A list whose items end early once the budget is spent.
struct Items: MustacheSequence, CustomStringConvertible {
    let items: [Any]
    let budget: RenderingBudget

    var description: String { "" }

    func makeIterator() -> AnyIterator<Any> {
        var rest = items.makeIterator()
        return AnyIterator { budget.take() ? rest.next() : nil }
    }
}

/// The language that people are spoken to in.
package enum Language: String, CaseIterable, Sendable {
    case zh, en

    /// Chinese, unless the locale is an English one.
    package static func preferred(_ variable: (String) -> String?) -> Language {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(variable).first { !$0.isEmpty }
        return locale?.hasPrefix("en") == true ? .en : .zh
    }

    /// Which of two texts is in this language.
    package func callAsFunction(_ zh: String, _ en: String) -> String { self == .zh ? zh : en }
}

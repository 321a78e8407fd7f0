import Model

extension Finding.Code {
    package static let writingFailed = Self("O701")
}

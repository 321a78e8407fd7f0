import Findings

extension Finding.Code {
    public static let writingFailed = Self("O701")
}

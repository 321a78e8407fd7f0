import Foundation
import Model

/// The finding that `work` throws; nil if it does not throw.
package func refusal<Value>(_ work: () throws(Finding) -> Value) -> Finding? {
    do {
        _ = try work()
        return nil
    } catch {
        return error
    }
}

/// The root folder of the repository, which has Package.swift.
package let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// The bytes of a file in Fixtures/programs.
package func fixture(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: repository.appending(path: "Fixtures/programs/\(name)")))
}

/// The text as UTF-16LE with a byte order mark.
package func utf16(_ text: String) -> [UInt8] {
    "\u{FEFF}\(text)".utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
}

/// A generator of random numbers that are the same in every run (Vigna's SplitMix64).
package struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    /// Makes a generator; one seed always gives the same numbers.
    package init(seed: UInt64) { state = seed }

    /// The next random number.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

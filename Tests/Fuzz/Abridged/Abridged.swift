import FuzzSupport

/// Holds a part parsed abridged against the same part parsed whole.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzAbridged(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    precondition(PartOutcome.isSame(Array(UnsafeBufferPointer(start: start, count: count))))
    return 0
}

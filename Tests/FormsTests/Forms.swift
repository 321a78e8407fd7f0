import TestSupport
import Testing

@testable import Forms

let form2021 = Form.known[0]
let form2019 = Form.known[1]

extension Form: CustomTestStringConvertible {
    public var testDescription: String { id }
}

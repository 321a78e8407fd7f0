import Foundation
import Model
import Office
import Testing

@Suite struct ReturnFolderTests {
    /// The run that is refused must not take away what the other one has marked so far.
    @Test func aFolderIsOneRunsAlone() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try withExtendedLifetime(ReturnFolder(path)) {
            let names = try FileManager.default.contentsOfDirectory(atPath: path)
            let refusal = #expect(throws: Finding.self) { try ReturnFolder(path) }
            #expect(refusal?.code == Finding.Code("O710"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: path) == names && names.count == 1)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
        _ = try ReturnFolder(path)
    }
}

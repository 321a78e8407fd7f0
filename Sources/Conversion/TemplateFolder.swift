import Documents
import Files
import Foundation
import Model

extension DocumentTemplates {
    /// The templates that stand in a folder. Throws `D402` where one of them is not there.
    package init(folder: String) throws {
        var files: [String: [UInt8]] = [:]
        for name in Self.names {
            let path = URL(filePath: folder).appending(path: name).path
            do { files[name] = try FileIO.read(path, limit: Self.sizeLimit + 1) } catch let finding as Finding {
                guard finding.code == .fileTooLarge else { throw Finding(.templateMissing, facts: ["file": path]) }
                throw Finding(.templateTooLarge, expected: "\(Self.sizeLimit)", facts: ["file": path])
            }
        }
        self.init(files, folder: folder)
    }

    /// Writes ours into a folder, to start from; makes it where there is none. Throws `O702` where one of the files is
    /// there already, or cannot be written.
    package static func write(to folder: String) throws {
        let folder = URL(filePath: folder)
        try FileIO.makeFolder(folder.path)
        let files = builtIn.all.map { (path: folder.appending(path: $0.name).path, bytes: $0.bytes) }
        if let there = files.first(where: { FileManager.default.fileExists(atPath: $0.path) }) {
            throw Finding(.templateThere, found: there.path)
        }
        for file in files { try FileIO.write(file.bytes, to: file.path) }
    }
}

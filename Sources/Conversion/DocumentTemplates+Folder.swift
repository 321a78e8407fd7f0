import Documents
import Files
import Foundation
import Model

extension DocumentTemplates {
    /// Reads the templates in a folder. Throws `D402` if a file cannot be read,
    /// `D403` if it is too large.
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

    /// Writes the built-in templates into a folder, for somebody to change. The folder is made if it does not exist. Throws
    /// `D407` if one of the files exists, `O702` if one cannot be written.
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

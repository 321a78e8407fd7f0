import Foundation
import Model
import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// LibreOffice, which prints a Word document to PDF, where it is installed.
package struct LibreOffice: Sendable {
    /// The names that it is looked up by, in order.
    package var programs: [Executable] = [.name("soffice"), .name("libreoffice")]
    /// Start-up takes some seconds, a report less than one.
    package var timeLimit = Duration.seconds(120)

    /// Bookmarks from the headings, tags for screen readers; fonts are always embedded.
    private static let filter =
        #"pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"},"UseTaggedPDF":{"type":"boolean","value":"true"}}"#

    /// LibreOffice as it is found on the path.
    package init() {}

    /// The PDF file of a Word document. `scratch` is an empty directory: the profile stands there too, so that a
    /// LibreOffice that someone works in is left alone. Throws `D411` to `D413`.
    package func pdf(of document: [UInt8], in scratch: URL) async throws -> [UInt8] {
        let input = scratch.appending(path: "report.docx")
        try Data(document).write(to: input)
        let arguments: Arguments = [
            "-env:UserInstallation=\(scratch.appending(path: "profile").absoluteString)", "--headless", "--norestore",
            "--nolockcheck", "--convert-to", Self.filter, "--outdir", scratch.path, input.path,
        ]
        let fonts = scratch.appending(path: "fonts.conf")
        let inForce = ProcessInfo.processInfo.environment["FONTCONFIG_FILE"] ?? "/etc/fonts/fonts.conf"
        try Data(FontAlternatives(ofDocument: document).configuration(including: inForce).utf8).write(to: fonts)
        let environment = Environment.inherit.updating(["FONTCONFIG_FILE": fonts.path, "TMPDIR": scratch.path])
        let message = try await output(of: arguments, environment)
        guard let pdf = try? Data(contentsOf: scratch.appending(path: "report.pdf")), pdf.starts(with: Data("%PDF-".utf8)) else {
            throw Finding(.printerFailed, found: message)
        }
        return [UInt8](pdf)
    }

    /// The last line of the program's messages, or its exit status. Throws `D413` after the time limit.
    private func output(of arguments: Arguments, _ environment: Environment) async throws -> String {
        try await withThrowingTaskGroup(of: String?.self) { group in
            group.addTask { try await run(arguments, environment) }
            group.addTask {
                try? await Task.sleep(for: timeLimit)
                return nil
            }
            defer { group.cancelAll() }
            guard let message = try await group.next() ?? nil else {
                throw Finding(.printerTooSlow, expected: "\(timeLimit.components.seconds)")
            }
            return message
        }
    }

    private func run(_ arguments: Arguments, _ environment: Environment) async throws -> String {
        var options = PlatformOptions()
        // The program is a script that starts others: they are ended together.
        options.createSession = true
        options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(5))]
        for program in programs {
            do {
                let result = try await Subprocess.run(
                    program, arguments: arguments, environment: environment, platformOptions: options,
                    output: .discarded, error: .string(limit: 1 << 16))
                return result.standardError.split(separator: "\n").last.map(String.init) ?? "\(result.terminationStatus)"
            } catch let error as SubprocessError where error.code == .executableNotFound {
                continue
            } catch let error as SubprocessError {
                throw Finding(.printerFailed, found: error.description)
            }
        }
        throw Finding(.printerMissing)
    }
}

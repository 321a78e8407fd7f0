import PackagePlugin

/// A build tool plugin that runs `Embed` on a target's text files before the target is compiled.
@main struct EmbedPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let target = target as? SourceModuleTarget else { return [] }
        let files = target.sourceFiles.map(\.url).filter { ["html", "json", "md", "txt", "xml"].contains($0.pathExtension) }
        let output = context.pluginWorkDirectoryURL.appending(path: "TemplateFiles.swift")
        return [
            .buildCommand(
                displayName: "Embedding \(target.name)", executable: try context.tool(named: "Embed").url,
                arguments: [output.path, target.directoryURL.path] + files.map(\.path), inputFiles: files, outputFiles: [output])
        ]
    }
}

// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "nianbao",
    products: [
        .executable(name: "nianbao", targets: ["nianbao"]),
        .library(name: "NianbaoKit", targets: ["NianbaoKit"]),
    ],
    dependencies: [
        // The Chinese of its messages is ours, by its sentences: a new minor version may change them.
        .package(url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // For `swift package generate-documentation` alone: no target needs it. A first build compiles it within seconds.
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    ],
    targets: [
        // Values that everything speaks of.
        .target(name: "Text"),
        .target(name: "JSON", dependencies: ["Text"]),
        .target(name: "Model", dependencies: ["Text"]),
        .executableTarget(name: "Embed", path: "Sources/System/Embed"),
        .plugin(name: "EmbedPlugin", capability: .buildTool(), dependencies: ["Embed"], path: "Sources/System/EmbedPlugin"),
        .target(name: "Templates", path: "Templates", exclude: ["Workbooks"], plugins: ["EmbedPlugin"]),

        // A file becomes a workbook.
        .systemLibrary(
            name: "CZip", path: "Sources/System/CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .target(name: "Archive", dependencies: ["CZip", "Model", "Text"]),
        .target(name: "Markup", dependencies: ["Model", "Text"]),
        .target(name: "Readers", dependencies: ["Archive", "Markup", "Model", "Text"]),

        // A workbook becomes a report, by the form it follows.
        .target(name: "Forms", dependencies: ["JSON", "Model", "Templates", "Text"]),
        .target(name: "Reading", dependencies: ["Forms", "Model", "Text"]),

        // A report gives findings, and what follows from its figures.
        .target(name: "Checks", dependencies: ["Forms", "Model", "Text"]),
        .target(name: "Claims", dependencies: ["Forms", "Model", "Templates", "Text"]),
        .target(name: "Wording", dependencies: ["Forms", "Model", "Templates", "Text"]),
        .target(name: "Charts", dependencies: ["Forms", "Model", "Templates"]),

        // What people are told, and where files go.
        .target(name: "Messages", dependencies: ["Checks", "Forms", "JSON", "Model", "Templates", "Text"]),
        .target(name: "Files", dependencies: ["Model", "Text"]),

        // A report becomes a workbook, a document, or changes in a workbook that is there.
        .systemLibrary(
            name: "CXlsxWriter", path: "Sources/System/CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .target(name: "Writers", dependencies: ["Charts", "CXlsxWriter", "Forms", "Model", "Text"]),
        .target(name: "Editing", dependencies: ["Archive", "Markup", "Model", "Readers"]),
        .target(
            name: "Documents",
            dependencies: [
                "Archive", "Charts", "Forms", "Markup", "Model", "Templates", "Text",
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]),

        // One file, many files, many reports, the program.
        .target(
            name: "Conversion",
            dependencies: [
                "Archive", "Charts", "Checks", "Claims", "Documents", "Editing", "Files", "Forms", "Messages", "Model",
                "Readers", "Reading", "Text", "Wording", "Writers",
            ]),
        .target(name: "NianbaoKit", dependencies: ["Conversion", "Forms", "Messages", "Model", "Writers"]),
        .systemLibrary(
            name: "CCrypto", path: "Sources/System/CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(
            name: "Batch",
            dependencies: [
                "Archive", "CCrypto", "Conversion", "Files", "Forms", "JSON", "Messages", "Model", "Readers", "Text",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .target(
            name: "Office",
            dependencies: [
                "Archive", "Batch", "Checks", "Conversion", "Files", "Forms", "JSON", "Markup", "Messages", "Model", "Readers",
                "Reading", "Templates", "Text", "Writers",
            ]),
        // The C library's own settings, which Swift's module of it leaves out.
        .systemLibrary(name: "CMalloc", path: "Sources/System/CMalloc"),
        .executableTarget(
            name: "nianbao",
            dependencies: [
                "Archive", "Batch", "Charts", "Claims", "CMalloc", "Conversion", "Documents", "Files", "Forms", "Messages",
                "Model", "Office", "Text", "Writers",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        .target(name: "TestSupport", dependencies: ["Model"], path: "Tests/Support"),
        .testTarget(name: "TextTests", dependencies: ["TestSupport", "Text"]),
        .testTarget(name: "JSONTests", dependencies: ["JSON"]),
        .testTarget(name: "ModelTests", dependencies: ["Model", "TestSupport"]),
        .testTarget(name: "ArchiveTests", dependencies: ["Archive", "Model", "TestSupport"]),
        .target(name: "FuzzSupport", dependencies: ["Markup", "Model"], path: "Tests/Fuzz/Support"),
        .testTarget(name: "MarkupTests", dependencies: ["Archive", "FuzzSupport", "Markup", "Model", "TestSupport"]),
        .testTarget(name: "ReadersTests", dependencies: ["Archive", "Model", "Readers", "TestSupport"]),
        .testTarget(name: "FormsTests", dependencies: ["Forms", "Model", "Templates", "TestSupport", "Text"]),
        .testTarget(name: "ReadingTests", dependencies: ["Forms", "Model", "Reading", "TestSupport"]),
        .testTarget(name: "ChecksTests", dependencies: ["Checks", "Forms", "Model", "TestSupport"]),
        .testTarget(name: "ClaimsTests", dependencies: ["Claims", "Forms", "Model", "TestSupport", "Text"]),
        .testTarget(name: "WordingTests", dependencies: ["Claims", "Forms", "Model", "TestSupport", "Wording"]),
        .testTarget(name: "ChartsTests", dependencies: ["Charts", "Forms", "Model", "TestSupport"]),
        .testTarget(name: "WritersTests", dependencies: ["Charts", "Forms", "Model", "Writers"]),
        .testTarget(name: "EditingTests", dependencies: ["Archive", "Editing", "Model", "Readers", "TestSupport"]),
        .testTarget(
            name: "DocumentsTests",
            dependencies: [
                "Archive", "Charts", "Documents", "Forms", "Model", "Templates", "TestSupport", "Text",
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]),
        .testTarget(
            name: "ConversionTests",
            dependencies: [
                "Archive", "Charts", "Conversion", "Documents", "Files", "Forms", "Messages", "Model", "Reading", "Templates",
                "TestSupport", "Text",
            ]),
        // Without `package` access, as a client of the library.
        .testTarget(name: "NianbaoKitTests", dependencies: ["NianbaoKit"], packageAccess: false),
        .testTarget(
            name: "BatchTests",
            dependencies: [
                "Archive", "Batch", "Conversion", "Files", "Messages", "Model", "TestSupport",
            ]),
        .testTarget(
            name: "OfficeTests",
            dependencies: [
                "Conversion", "Files", "Forms", "JSON", "Messages", "Model", "Office", "TestSupport", "Text", "Writers",
            ]),
    ]
)

// Built by scripts/fuzz alone: their `main` is libFuzzer's.
if Context.environment["NIANBAO_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "FuzzAbridged", dependencies: ["FuzzSupport"], path: "Tests/Fuzz/Abridged",
            swiftSettings: [.unsafeFlags(["-parse-as-library"])]))
}

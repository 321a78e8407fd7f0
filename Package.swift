// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "nianbao",
    products: [.executable(name: "nianbao", targets: ["nianbao"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // What everything speaks of: values only.
        .target(name: "Findings"),
        .target(name: "Grid"),
        .target(name: "Encodings"),
        .target(name: "ReportModel", dependencies: ["Findings"]),
        .target(
            name: "Templates", path: "Templates", exclude: ["Workbooks"],
            resources: [
                .embedInCode("Charts"), .embedInCode("Documents"), .embedInCode("Forms"), .embedInCode("Messages"),
                .embedInCode("Prose"),
            ]),

        // In: file -> Archive -> Markup -> Readers -> Workbook.
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .target(name: "Archive", dependencies: ["CZip", "Encodings", "Findings"]),
        .target(name: "Markup", dependencies: ["Findings", "Grid"]),
        .target(name: "Readers", dependencies: ["Archive", "Encodings", "Findings", "Grid", "Markup"]),

        // Between: Workbook <-> Report by the form definitions; Report -> findings.
        .target(name: "Forms", dependencies: ["Findings", "Grid", "ReportModel", "Templates"]),
        .target(name: "Checks", dependencies: ["Findings", "Forms", "Grid", "ReportModel"]),
        .target(name: "Claims", dependencies: ["Findings", "Forms", "ReportModel", "Templates"]),
        // Prose: names of figures filled in, drafts of empty sections.
        .target(name: "Wording", dependencies: ["Findings", "Forms", "Grid", "ReportModel", "Templates"]),

        // Bars of figures, before anything draws them.
        .target(name: "Charts", dependencies: ["Findings", "Forms", "ReportModel", "Templates"]),

        // Out: Report -> JSON, filled workbook, published report.
        .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .target(name: "Writers", dependencies: ["CXlsxWriter", "Charts", "Findings", "Forms", "Grid", "ReportModel"]),
        .target(
            name: "Documents",
            dependencies: [
                "Archive", "Charts", "Findings", "Forms", "Grid", "Markup", "ReportModel", "Templates",
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]),

        // In place: parts of a workbook that somebody else made.
        .target(name: "Editing", dependencies: ["Archive", "Findings", "Grid", "Markup", "Readers"]),

        // The whole way, and the program.
        .target(
            name: "Conversion",
            dependencies: [
                "Archive", "Charts", "Checks", "Claims", "Documents", "Editing", "Findings", "Forms", "Grid", "Markup", "Readers",
                "ReportModel", "Templates", "Wording", "Writers",
            ]),
        // Many files at once.
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(
            name: "Batch",
            dependencies: [
                "Archive", "CCrypto", "Conversion", "Encodings", "Findings", "Forms", "Readers", "ReportModel",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        // Many reports: the board, the roll-up, two side by side.
        .target(
            name: "Office",
            dependencies: [
                "Batch", "Checks", "Conversion", "Encodings", "Findings", "Forms", "Grid", "Markup", "Readers", "ReportModel",
                "Templates", "Writers",
            ]),
        // The C library's own settings, which Swift's module of it leaves out.
        .systemLibrary(name: "CMalloc"),
        .executableTarget(
            name: "nianbao",
            dependencies: [
                "Archive", "Batch", "CMalloc", "Charts", "Conversion", "Documents", "Findings", "Forms", "Office", "ReportModel", "Writers",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        .target(name: "TestSupport", dependencies: ["Findings"], path: "Tests/Support"),
        .testTarget(name: "ArchiveTests", dependencies: ["Archive", "Findings", "TestSupport"]),
        .testTarget(name: "MarkupTests", dependencies: ["Findings", "Markup", "TestSupport"]),
        .testTarget(name: "ReadersTests", dependencies: ["Archive", "Findings", "Grid", "Readers", "TestSupport"]),
        .testTarget(name: "FormsTests", dependencies: ["Findings", "Forms", "Grid", "ReportModel", "TestSupport"]),
        .testTarget(name: "ChecksTests", dependencies: ["Checks", "Findings", "Forms", "ReportModel", "TestSupport"]),
        .testTarget(name: "ClaimsTests", dependencies: ["Claims", "Findings", "Forms", "ReportModel", "TestSupport"]),
        .testTarget(
            name: "WordingTests", dependencies: ["Claims", "Findings", "Forms", "ReportModel", "TestSupport", "Wording"]),
        .testTarget(name: "ChartsTests", dependencies: ["Charts", "Findings", "Forms", "ReportModel", "TestSupport"]),
        .testTarget(name: "WritersTests", dependencies: ["Charts", "Findings", "Forms", "Grid", "ReportModel", "Writers"]),
        .testTarget(name: "EditingTests", dependencies: ["Archive", "Editing", "Findings", "Grid", "Readers", "TestSupport"]),
        .testTarget(
            name: "DocumentsTests",
            dependencies: [
                "Archive", "Charts", "Documents", "Findings", "Forms", "ReportModel", "Templates", "TestSupport",
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]),
        .testTarget(
            name: "OfficeTests", dependencies: ["Conversion", "Findings", "Forms", "Grid", "Office", "ReportModel", "TestSupport"]),
        .testTarget(name: "ConversionTests", dependencies: ["Conversion", "Findings", "Forms", "ReportModel", "TestSupport"]),
        .testTarget(name: "BatchTests", dependencies: ["Archive", "Batch", "Conversion", "Findings", "Forms", "TestSupport"]),
    ]
)

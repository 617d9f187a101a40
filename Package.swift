// swift-tools-version: 6.2
// Minuted: the governance record of a council. ARCHITECTURE.md says which part may use which.

import PackageDescription

// MINUTED_WARNINGS=errors, as continuous integration sets it, lets no warning of our own pass.
let strict: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ] + (Context.environment["MINUTED_WARNINGS"] == "errors" ? [.treatAllWarnings(as: .error)] : [])

// MINUTED_TESTS="GovernanceTests LedgerTests" leaves the other test targets out, for quick rounds while working.
let onlyTests = Context.environment["MINUTED_TESTS"].map { Set($0.split(separator: " ").map(String.init)) }

let sqlite: [Target.Dependency] = ["SQLite", "CSQLite"]
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
]

// The programs as they are released. Nothing looks a symbol up in them by name, so their 25,000 names are left
// out; and the 120,000 places that the loader adjusts are listed in a form 200 times smaller (DT_RELR, glibc 2.36
// and later), which LLVM's linker writes and the one that Swift takes by default does not.
let released: [LinkerSetting] = [
    .unsafeFlags(
        [
            "-use-ld=lld", "-Xlinker", "--no-export-dynamic", "-Xlinker", "-z", "-Xlinker",
            "pack-relative-relocs", "-Xlinker", "--as-needed",
        ], .when(platforms: [.linux], configuration: .release))
]

func library(
    _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [],
    resources: [Resource] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
    name: "minuted",
    products: [
        .executable(name: "minuted", targets: ["minuted"]),
        .executable(name: "minutectl", targets: ["minutectl"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: [
        // Values and rules: no input or output.
        library("Codec"),
        library("Governance", ["Codec"]),
        library("Reports", ["Codec", "Governance"]),
        library("Digests", ["CCrypto"]),
        .target(name: "CCrypto"),
        library("Evidence", ["Digests"]),
        // Pages and mails out of report values.
        library(
            "Letters", ["Codec", "Governance", "Reports", "Digests"], exclude: ["Templates/README.md"],
            resources: ["letter", "attendance", "non-attendance", "answer"].map { .embedInCode("Templates/\($0).html") }
        ),

        // Documents that people write by hand.
        library("Constitutions", ["Codec", "CYAML"]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

        // The machine's list of time zones.
        library("Zones"),

        // The log and what is folded from it.
        library("SQLite", ["CSQLite"]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        library("Ledger", ["Codec", "Governance", "Evidence", "Digests"] + sqlite),
        library("Projections", ["Codec", "Governance", "Ledger", "Reports", "Digests"] + sqlite),
        library(
            "RecordKeeping",
            [
                "Codec", "Governance", "Ledger", "Projections", "Reports", logging, "Digests", "Zones",
            ]),

        // Evidence of the log: kept in its transactions, published, verified.
        library("Publication", ["Evidence", "Digests"]),
        library(
            "Attestation", ["Codec", "Governance", "Evidence", "Ledger", "Publication", "Digests"] + sqlite),

        // The socket.
        library("Control", ["Codec", "Governance", "Reports", "CPeer"], exclude: ["Contracts"]),
        library("ControlServer", ["Codec", "Control", "CPeer", logging] + nio),
        .target(name: "CPeer"),

        // The service manager.
        library("Systemd", ["CSystemd", logging]),
        .systemLibrary(
            name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),

        .executableTarget(
            name: "minuted",
            dependencies: [
                "Codec", "Governance", "Reports", "Evidence", "Ledger", "Attestation", "Publication",
                "Projections", "RecordKeeping", "Constitutions", "Control", "ControlServer", "Systemd",
                "SQLite",
                logging,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict, linkerSettings: released),
        .executableTarget(
            name: "minutectl",
            dependencies: [
                "Codec", "Governance", "Reports", "Control", "Constitutions", "Evidence", "Publication",
                "Letters", "Zones",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            resources: ["district", "county", "unitary", "combined-authority", "parish"].map {
                .embedInCode("Setup/Templates/\($0).yaml")
            },
            swiftSettings: strict, linkerSettings: released),

        // For maintainers: records the histories under replay/ and the answers expected of them.
        .target(
            name: "ReplayKit",
            dependencies: [
                "Codec", "Governance", "Reports", "Evidence", "Ledger", "Attestation", "Projections",
                "RecordKeeping", "Constitutions", "Control", logging,
            ],
            path: "Tests/Replay/ReplayKit", swiftSettings: strict),
        .executableTarget(
            name: "record-history", dependencies: ["ReplayKit"], path: "Tests/Replay/record-history",
            swiftSettings: strict),

        // Logs of any length, for tests and benchmarks.
        .target(
            name: "CorpusKit", dependencies: ["Codec", "Governance", "Ledger"],
            path: "Tests/Benchmarks/CorpusKit", swiftSettings: strict),
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "Codec", "Governance", "Reports", "Evidence", "Ledger", "Attestation", "Projections",
                "RecordKeeping", "Control", "CorpusKit", logging,
            ] + sqlite,
            path: "Tests/Benchmarks/benchmarks", swiftSettings: strict),

        tests("CodecTests", ["Codec"]),
        tests("GovernanceTests", ["Codec", "Governance"], exclude: ["People/FieldsOfWords.txt"]),
        tests("EvidenceTests", ["Evidence", "Digests"], exclude: ["Vectors"]),
        tests("SQLiteTests", ["SQLite"]),
        tests("LedgerTests", ["Codec", "Governance", "Evidence", "Ledger"] + sqlite),
        tests(
            "AttestationTests",
            ["Codec", "Governance", "Evidence", "Ledger", "Publication", "Attestation", "Digests"] + sqlite),
        tests("ControlTests", ["Codec", "Governance", "Reports", "Control", "ControlServer", logging]),
        // A process to be killed, cut off from power and lied to by its disk: see Tests/Faults.
        .executableTarget(
            name: "ledger-faults", dependencies: ["Governance", "Ledger"], path: "Tests/Faults/ledger-faults",
            swiftSettings: strict),
        .testTarget(
            name: "FaultTests", dependencies: ["Governance", "Ledger", "ledger-faults"] + sqlite,
            path: "Tests/Faults/FaultTests",
            swiftSettings: strict),
        // A disk in memory that fails as disks do, for the log to live on: see Tests/Faults/SimulationTests.
        .target(
            name: "SimulatedDisk", path: "Tests/Faults/SimulatedDisk",
            linkerSettings: [.linkedLibrary("sqlite3")]),
        .testTarget(
            name: "SimulationTests",
            dependencies: [
                "Codec", "Governance", "Evidence", "Ledger", "Attestation", "RecordKeeping", "Reports",
                "SimulatedDisk",
            ] + sqlite,
            path: "Tests/Faults/SimulationTests", swiftSettings: strict),
        tests(
            "ProjectionsTests",
            ["Codec", "Governance", "Reports", "Ledger", "Projections", "CorpusKit", "ReplayKit"] + sqlite,
            exclude: ["Golden"]),
        tests("ReportsTests", ["Codec", "Governance", "Reports"]),
        tests("LettersTests", ["Codec", "Governance", "Reports", "Letters"]),
        tests("ConstitutionsTests", ["Codec", "Constitutions"]),
        tests(
            "CommandLineTests",
            [
                "Codec", "Governance", "Reports", "Control", "ControlServer", "Constitutions", "minutectl",
                "minuted", logging, .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        // The real programs, as processes of their own.
        tests(
            "DaemonTests",
            [
                "Codec", "Governance", "Reports", "Control", "ControlServer", "Ledger", "Attestation",
                "CorpusKit", "SQLite", "minuted", "minutectl",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        tests("SystemdTests", ["Systemd", logging]),
        .testTarget(
            name: "ReplayTests",
            dependencies: [
                "Codec", "Governance", "Reports", "Evidence", "Ledger", "Attestation", "Projections",
                "RecordKeeping", "Constitutions", "ReplayKit", "minuted", "minutectl", logging, "Digests",
            ] + sqlite,
            path: "Tests/Replay/ReplayTests", swiftSettings: strict),
    ]
)

if let onlyTests { package.targets.removeAll { $0.isTest && !onlyTests.contains($0.name) } }

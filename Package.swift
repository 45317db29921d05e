// swift-tools-version: 6.2
//
// Targets are the architecture: what a file may use is what its target may import, and imports go
// one way. ARCHITECTURE.md draws the arrows and walks a frame and an event through them.

import PackageDescription

/// Settings that every Swift target shares.
let strict: [SwiftSetting] =
  [
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableExperimentalFeature("Lifetimes"),
  ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: [.target(name: name)] + dependencies,
    swiftSettings: strict)
}

/// VTK's libraries, as Debian calls them, and what its window needs without X.
let vtk: [LinkerSetting] =
  [
    "CommonComputationalGeometry", "CommonCore", "CommonDataModel", "CommonExecutionModel",
    "CommonMath", "CommonMisc", "CommonTransforms", "FiltersCore", "FiltersGeneral",
    "FiltersGeometry", "FiltersSources", "ImagingCore", "ImagingHybrid", "InteractionStyle",
    "IOCore", "IOGeometry", "IOImage", "IOImport", "IOLegacy", "IOPLY", "IOXML",
    "RenderingAnnotation", "RenderingCore", "RenderingFreeType", "RenderingOpenGL2", "RenderingUI",
  ].map { .linkedLibrary("vtk\($0)-9.1") } + ["EGL", "GLEW", "GL"].map { .linkedLibrary($0) }

let package = Package(
  name: "fury-tui",
  products: [
    .executable(name: "fury-tui", targets: ["fury-tui"]),
    .library(
      name: "FuryTUI",
      targets: ["FuryWire", "FuryStream", "Raster", "SixelCoding", "PictureFiles"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // System libraries: a module map and a shim header, nothing else.
    .systemLibrary(name: "CNcurses"),
    .systemLibrary(name: "CPNG"),
    .systemLibrary(name: "CSixel"),
    .systemLibrary(name: "CTurboJPEG"),

    // Bridges: what Swift cannot say, in as little C as possible.
    .target(name: "CSystem"),

    .target(
      name: "CFuryVTK",
      cxxSettings: [.headerSearchPath("forward")],
      linkerSettings: vtk),

    // Pure: no clock, no descriptor, no global state.
    library("FuryWire"),
    library("Raster"),
    library("SixelCoding", ["Raster"]),
    library("BlockCoding", ["Raster"]),
    library("TerminalInput"),
    library("ViewerCore", ["FuryWire", "Raster", "TerminalInput"]),

    // Effects: each owns one part of the world.
    library("SharedMemory", ["CSystem"]),
    library("FuryStream", ["FuryWire", "SharedMemory"]),
    library("Terminal", ["TerminalInput", "CNcurses", "CSystem"]),
    library("PictureFiles", ["Raster", "CPNG", "CTurboJPEG"]),
    library("LibsixelEncoder", ["Raster", "CSixel"]),

    .target(
      name: "RendererLink",
      dependencies: [.product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: strict),
    library("SceneRenderer", ["CFuryVTK", "FuryStream", "FuryWire"]),

    // Programs.
    .executableTarget(
      name: "fury-tui",
      dependencies: [
        "BlockCoding", "CSystem", "FuryStream", "FuryWire", "LibsixelEncoder", "PictureFiles",
        "Raster", "RendererLink", "SixelCoding",
        "SharedMemory", "Terminal", "TerminalInput", "ViewerCore",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "fury-bench",
      dependencies: [
        "LibsixelEncoder", "PictureFiles", "Raster", "SixelCoding",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .executableTarget(
      name: "fury-tui-render",
      dependencies: [
        "CSystem", "FuryStream", "FuryWire", "RendererLink", "SceneRenderer", "SharedMemory",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "follow-stream", dependencies: ["FuryStream", "FuryWire"],
      path: "examples/follow-stream", swiftSettings: strict),

    // Tests. TestSupport owns the processes that tests start: Python peers, X servers, terminals.
    .target(
      name: "TestSupport", dependencies: ["CSystem"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .target(
      name: "PictureSamples", dependencies: ["Raster"], path: "Tests/PictureSamples",
      swiftSettings: strict),
    .target(name: "SampleScenes", path: "Tests/SampleScenes", swiftSettings: strict),
    .testTarget(
      name: "InteropTests",
      dependencies: ["CPNG", "FuryStream", "FuryWire", "SharedMemory", "TestSupport"],
      exclude: ["Python"],
      swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["PictureFiles", "Raster", "TestSupport"],
      swiftSettings: strict),
    tests("BlockCoding", ["PictureSamples", "Raster"]),
    tests("FuryWire"),
    tests("Raster", ["PictureSamples"]),
    tests("SixelCoding", ["LibsixelEncoder", "PictureSamples", "Raster"]),
    tests("TerminalInput"),
    tests("ViewerCore", ["FuryWire", "Raster", "TerminalInput"]),
    tests("SharedMemory"),
    tests("FuryStream", ["FuryWire", "SharedMemory"]),
    tests("Terminal", ["TerminalInput"]),
    .testTarget(
      name: "SceneRendererTests",
      dependencies: [
        "FuryStream", "FuryWire", "PictureFiles", "Raster", "SampleScenes", "SceneRenderer",
        "SharedMemory", "TestSupport",
      ],
      exclude: ["Baselines"],
      swiftSettings: strict),
    tests("PictureFiles", ["PictureSamples", "Raster"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

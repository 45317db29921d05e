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

/// GStreamer's libraries, and the one that converts pictures. Plugins are loaded while it runs.
let gstreamer: [LinkerSetting] =
  [
    "gstreamer-1.0", "gstapp-1.0", "gstrtp-1.0", "gstsdp-1.0", "gstvideo-1.0", "gstwebrtc-1.0",
    "gobject-2.0", "glib-2.0", "yuv",
  ].map { .linkedLibrary($0) }

let package = Package(
  name: "fury-tui",
  products: [
    .executable(name: "fury-tui", targets: ["fury-tui"]),
    .library(
      name: "FuryTUI",
      targets: [
        "FuryWire", "FuryStream", "Raster", "SixelCoding", "PictureFiles", "WebWidget",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    // System libraries: a module map and a shim header, nothing else.
    .systemLibrary(name: "CNcurses"),
    .systemLibrary(name: "CPNG"),
    .systemLibrary(name: "CQRCode"),
    .systemLibrary(name: "CSixel"),
    .systemLibrary(name: "CTurboJPEG"),
    .systemLibrary(name: "CZlib"),

    // Bridges: what Swift cannot say, in as little C as possible.
    .target(name: "CKernels"),
    .target(name: "CSystem"),

    .target(
      name: "CFuryVTK",
      cxxSettings: [.headerSearchPath("forward")],
      linkerSettings: vtk),

    .target(
      name: "CFuryRTC",
      exclude: ["forward"],
      cSettings: [.headerSearchPath("forward")],
      linkerSettings: gstreamer),

    // Pure: no clock, no descriptor, no global state.
    library("FuryWire"),
    library("Raster", ["CKernels"]),
    library("SixelCoding", ["Raster", "CKernels"]),
    library("BlockCoding", ["Raster"]),
    library("KittyCoding", ["Raster", "CZlib"]),
    library("TerminalInput"),
    library("Pacing", ["Raster"]),
    library("ViewerCore", ["FuryWire", "Pacing", "Raster", "TerminalInput"]),

    // Effects: each owns one part of the world.
    library("SharedMemory", ["CSystem"]),
    library("FuryStream", ["FuryWire", "SharedMemory"]),
    library("Terminal", ["KittyCoding", "TerminalInput", "CNcurses", "CSystem"]),
    library("PictureFiles", ["Raster", "CPNG", "CTurboJPEG"]),
    library("LibsixelEncoder", ["Raster", "CSixel"]),
    library(
      "PicturePath",
      [
        "BlockCoding", "KittyCoding", "LibsixelEncoder", "Pacing", "Raster", "SharedMemory",
        "SixelCoding", "ViewerCore",
      ]),

    library("WebRTC", ["CFuryRTC", "FuryStream"]),
    library("Siblings", ["CSystem", "SharedMemory"]),
    .target(
      name: "RendererLink",
      dependencies: [.product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: strict),
    .target(
      name: "ServerLink",
      dependencies: [
        "FuryStream", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(
      name: "StreamServer",
      dependencies: [
        "FuryStream", "FuryWire", "PictureFiles", "ServerLink", "SharedMemory",
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      resources: [
        "index.html", "style.css", "main.js", "mjpeg.js", "rtc.js", "socket.js", "input.js",
      ].map { .embedInCode("Page/\($0)") },
      swiftSettings: strict),
    library("WebWidget", ["FuryStream", "FuryWire", "ServerLink", "SharedMemory", "Siblings"]),
    library("SceneRenderer", ["CFuryVTK", "FuryStream", "FuryWire"]),

    // Programs.
    .executableTarget(
      name: "fury-tui",
      dependencies: [
        "BlockCoding", "CSystem", "FuryStream", "FuryWire", "KittyCoding", "LibsixelEncoder",
        "Pacing",
        "PictureFiles", "PicturePath", "Raster", "RendererLink", "ServerLink", "Siblings",
        "SixelCoding", "SharedMemory",
        "Terminal", "TerminalInput", "ViewerCore",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "fury-bench",
      dependencies: [
        "BlockCoding", "FuryStream", "FuryWire", "LibsixelEncoder", "Pacing", "PictureFiles",
        "PicturePath",
        "Raster", "SharedMemory", "SixelCoding", "TerminalInput", "TerminalLab", "ViewerCore",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .executableTarget(
      name: "fury-tui-render",
      dependencies: [
        "FuryStream", "FuryWire", "RendererLink", "SceneRenderer", "SharedMemory", "Siblings",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "fury-tui-serve",
      dependencies: [
        "CQRCode", "FuryStream", "RendererLink", "ServerLink", "SharedMemory", "Siblings",
        "StreamServer", "WebRTC",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "follow-stream", dependencies: ["FuryStream", "FuryWire"],
      path: "examples/follow-stream", swiftSettings: strict),

    // What tests and benchmarks start: processes, pseudo-terminals, terminals that answer.
    library("TerminalLab", ["CSystem"]),

    // Tests. TestSupport adds what only they need: Python peers, FURY scenes, screenshots.
    .target(
      name: "TestSupport", dependencies: ["CSystem", "CZlib", "TerminalLab"],
      path: "Tests/TestSupport", exclude: ["Python"], swiftSettings: strict),
    .target(
      name: "PictureSamples", dependencies: ["Raster"], path: "Tests/PictureSamples",
      swiftSettings: strict),
    .target(name: "SampleScenes", path: "Tests/SampleScenes", swiftSettings: strict),
    .testTarget(
      name: "InteropTests",
      dependencies: [
        "CPNG", "FuryStream", "FuryWire", "SampleScenes", "SharedMemory", "TestSupport", "WebRTC",
      ],
      exclude: ["Python"],
      swiftSettings: strict),
    .testTarget(
      name: "BrowserTests",
      dependencies: ["FuryStream", "FuryWire", "TerminalLab", "TestSupport", "WebWidget"],
      exclude: ["Python"],
      swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "FuryStream", "PictureFiles", "Raster", "SampleScenes", "SixelCoding", "TestSupport",
      ],
      exclude: ["Recordings"],
      swiftSettings: strict),
    tests("BlockCoding", ["PictureSamples", "Raster"]),
    tests("KittyCoding", ["PictureSamples", "Raster", "TestSupport"]),
    tests("FuryWire"),
    tests("Pacing", ["PictureSamples", "Raster"]),
    tests(
      "PicturePath",
      [
        "BlockCoding", "KittyCoding", "Pacing", "PictureSamples", "Raster", "SharedMemory",
        "SixelCoding", "TestSupport", "ViewerCore",
      ]),
    tests("Raster", ["PictureSamples"]),
    tests("SixelCoding", ["LibsixelEncoder", "PictureSamples", "Raster"]),
    tests("TerminalInput"),
    tests("ViewerCore", ["FuryWire", "Pacing", "Raster", "TerminalInput"]),
    tests("SharedMemory"),
    tests("FuryStream", ["FuryWire", "SharedMemory"]),
    .testTarget(
      name: "StreamServerTests",
      dependencies: [
        "FuryStream", "FuryWire", "PictureFiles", "Raster", "SharedMemory", "StreamServer",
        "TerminalLab", .product(name: "FlyingFox", package: "FlyingFox"),
      ],
      swiftSettings: strict),
    tests("Terminal", ["TerminalInput"]),
    .testTarget(
      name: "SceneRendererTests",
      dependencies: [
        "FuryStream", "FuryWire", "PictureFiles", "Raster", "SampleScenes", "SceneRenderer",
        "SharedMemory", "TestSupport",
      ],
      exclude: ["Baselines"],
      swiftSettings: strict),
    tests("TerminalLab"),
    tests("WebRTC", ["CFuryRTC", "TerminalLab"]),
    tests("PictureFiles", ["PictureSamples", "Raster"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

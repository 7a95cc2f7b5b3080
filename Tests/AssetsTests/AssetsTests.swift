import Assets
import Foundation
import Testing

/// What pages ask for beside HTML.
@Suite struct `Assets are inside the program` {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/Assets/files")

    private func bytes(_ asset: shodo_asset) -> Data { Data(bytes: asset.bytes, count: asset.length) }

    private func file(_ name: String) throws -> Data { try Data(contentsOf: Self.folder.appending(path: name)) }

    @Test func `the bytes are those of the files`() throws {
        #expect(bytes(shodo_asset_css()) == (try file("shodo.css")))
        #expect(bytes(shodo_asset_js()) == (try file("shodo.js")))
        #expect(bytes(shodo_asset_svg()) == (try file("shodo.svg")))
    }

    @Test func `every file is inside`() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
        #expect(names == ["shodo.css", "shodo.js", "shodo.svg"])
    }

    @Test func `nothing is asked of another site`() throws {
        let own = "http://www.w3.org/2000/svg"
        for name in ["shodo.css", "shodo.js", "shodo.svg"] {
            let text = String(decoding: try file(name), as: UTF8.self).replacing(own, with: "")
            #expect(!text.contains("http:") && !text.contains("https:") && !text.contains("@import"), "\(name)")
            #expect(!text.contains("url(//") && !text.contains("url(\"//") && !text.contains("data:"), "\(name)")
        }
    }

    @Test func `the script stays small and needs no permission that the policy refuses`() throws {
        let text = String(decoding: try file("shodo.js"), as: UTF8.self)
        #expect(text.utf8.count < 12_000)
        for refused in [
            "eval(", "new Function", "innerHTML", "outerHTML", "insertAdjacentHTML", ".style", "document.write",
        ] {
            #expect(!text.contains(refused), "\(refused)")
        }
    }
}

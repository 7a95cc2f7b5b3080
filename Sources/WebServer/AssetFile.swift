import Assets
import Crypto

/// One of the files that pages ask for.
struct AssetFile: Sendable {
    let bytes: [UInt8]
    let type: String
    /// The entity tag: the beginning of its hash.
    let tag: String

    private init(_ asset: shodo_asset, type: String) {
        bytes = Array(UnsafeBufferPointer(start: asset.bytes, count: asset.length))
        self.type = type
        tag = "\"" + SHA256.hash(data: bytes).prefix(8).map { String($0, radix: 16) }.joined() + "\""
    }

    private static let files: [String: AssetFile] = [
        "shodo.css": AssetFile(shodo_asset_css(), type: "text/css; charset=utf-8"),
        "shodo.js": AssetFile(shodo_asset_js(), type: "text/javascript; charset=utf-8"),
        "shodo.svg": AssetFile(shodo_asset_svg(), type: "image/svg+xml"),
    ]

    static func named(_ name: String) -> AssetFile? { files[name] }
}

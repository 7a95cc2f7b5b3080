import Assets
import Foundation
import Testing

/// The colours of the look, read from the style sheet and measured as WCAG 2.2 says (relative luminance).
@Suite struct `Colours can be told apart` {
    static let sheet: String = {
        let asset = shodo_asset_css()
        return String(decoding: UnsafeBufferPointer(start: asset.bytes, count: asset.length), as: UTF8.self)
    }()

    /// The colours of light and of dark.
    static let schemes: [(name: String, colours: [String: Double])] = {
        let blocks = sheet.matches(of: /:root \{([^}]*)\}/).map { colours(String($0.output.1)) }
        return [("light", blocks[0]), ("dark", blocks[1])]
    }()

    private static func colours(_ block: String) -> [String: Double] {
        let pairs = block.matches(of: /--([a-z-]+): #([0-9a-f]{6});/).map { match in
            (String(match.output.1), luminance(Int(match.output.2, radix: 16) ?? 0))
        }
        return Dictionary(pairs, uniquingKeysWith: { _, last in last })
    }

    private static func luminance(_ rgb: Int) -> Double {
        let parts = [rgb >> 16, rgb >> 8 & 255, rgb & 255].map { part in
            let share = Double(part) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    private func expect(
        _ ink: String, on ground: String, atLeast least: Double, in scheme: (name: String, colours: [String: Double])
    ) throws {
        let pair = [try #require(scheme.colours[ink], "\(ink)"), try #require(scheme.colours[ground], "\(ground)")]
        let ratio = ((pair.max() ?? 0) + 0.05) / ((pair.min() ?? 0) + 0.05)
        #expect(ratio >= least, "\(scheme.name): \(ink) on \(ground) is \(ratio)")
    }

    @Test(arguments: [0, 1])
    func `text has 4_5 to 1`(scheme: Int) throws {
        let scheme = Self.schemes[scheme]
        for ground in ["ground", "paper", "tint", "grey-tint", "bad-tint", "warn-tint", "good-tint"] {
            for ink in ["ink", "soft", "link", "visited"] { try expect(ink, on: ground, atLeast: 4.5, in: scheme) }
        }
        for (ink, ground) in [
            ("on-main", "main"), ("on-main", "main-over"), ("bad", "paper"), ("bad", "ground"), ("bad", "bad-tint"),
            ("paper", "bad"), ("warn", "warn-tint"), ("warn", "paper"), ("warn", "ground"), ("good", "good-tint"),
            ("good", "paper"),
        ] {
            try expect(ink, on: ground, atLeast: 4.5, in: scheme)
        }
    }

    @Test(arguments: [0, 1])
    func `edges of inputs and the ring of the focus have 3 to 1`(scheme: Int) throws {
        let scheme = Self.schemes[scheme]
        for ground in ["ground", "paper", "tint"] {
            for edge in ["edge", "ring", "main", "bad"] { try expect(edge, on: ground, atLeast: 3, in: scheme) }
        }
        try expect("ring", on: "ring-in", atLeast: 3, in: scheme)
    }

    @Test func `there is a light scheme, a dark one and one for paper`() {
        #expect(Self.schemes.allSatisfy { $0.colours.count >= 20 })
        #expect(Self.sheet.contains("@media print") && Self.sheet.contains("prefers-reduced-motion"))
    }
}

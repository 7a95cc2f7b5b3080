import GRDB
import GRDBSQLite
import ReadModels

/// Cuts folded texts into pairs of characters for FTS5.
///
/// Source: https://www.sqlite.org/fts5.html#custom_tokenizers. What it is given is folded already, so that a token is
/// a piece of the very bytes, and nothing is copied.
final class BigramTokenizer: FTS5CustomTokenizer {
    static let name = "shodo_bigrams"

    init(db: Database, arguments: [String]) throws {}

    func tokenize(
        context: UnsafeMutableRawPointer?, tokenization: FTS5Tokenization, pText: UnsafePointer<CChar>?, nText: CInt,
        tokenCallback: @escaping FTS5TokenCallback
    ) -> CInt {
        guard let pText, nText > 0 else { return SQLITE_OK }
        let purpose: Bigrams.Purpose = tokenization.contains(.query) ? .query : .text
        let bytes = UnsafeBufferPointer(start: pText, count: Int(nText))
        return bytes.withMemoryRebound(to: UInt8.self) { bytes in
            var code = SQLITE_OK
            Bigrams.places(in: bytes, for: purpose) { place in
                code = tokenCallback(
                    context, 0, pText + place.lowerBound, CInt(place.count), CInt(place.lowerBound),
                    CInt(place.upperBound))
                return code == SQLITE_OK
            }
            return code
        }
    }
}

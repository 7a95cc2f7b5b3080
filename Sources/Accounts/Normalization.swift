import Foundation

extension String {
    /// Normalization form KC (UAX #15).
    ///
    /// Foundation's compatibility mapping leaves a half-width kana and its voiced mark apart (ｶﾞ becomes カ and U+3099);
    /// only the second mapping joins them.
    var compatible: String { precomposedStringWithCompatibilityMapping.precomposedStringWithCanonicalMapping }
}

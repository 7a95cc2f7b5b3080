import Crypto
import Foundation

/// An open file that several steps, each on another thread, hand to one another.
private final class SharedFile: Sendable {
    let file: OpenFile

    init(_ path: String, _ flags: Int32) throws(JournalError) { file = try OpenFile(path, flags) }
}

private let fileTag = Array("shodo.file/1".utf8)

private func purpose(_ chance: [UInt8], _ number: Int, isLast: Bool) -> [UInt8] {
    var bytes = fileTag + chance
    withUnsafeBytes(of: UInt64(number).bigEndian) { bytes.append(contentsOf: $0) }
    bytes.append(isLast ? 1 : 0)
    return bytes
}

/// Writes a file in sealed pieces.
struct PieceWriter: Sendable {
    /// The length of a piece before it is sealed.
    static let size = 65536
    private let output: SharedFile
    private let key: StreamKey
    private let chance: [UInt8]
    private var number = 0
    private var length = 0
    private var hasher = SHA256()

    init(_ path: String, _ key: StreamKey) throws(JournalError) {
        output = try SharedFile(path, O_WRONLY | O_CREAT | O_EXCL)
        self.key = key
        chance = (0..<16).map { _ in UInt8.random(in: 0...255) }
        do throws(JournalError) {
            try output.file.write(fileTag + chance)
        } catch {
            unlink(path)
            throw error
        }
    }

    /// Writes all pieces of which it is sure that they are not the last; returns how many bytes were used.
    mutating func writeFull(_ bytes: [UInt8]) throws(JournalError) -> Int {
        var used = 0
        while bytes.count - used > Self.size {
            try write(Array(bytes[used..<(used + Self.size)]), isLast: false)
            used += Self.size
        }
        return used
    }

    mutating func finish(_ bytes: [UInt8]) throws(JournalError) -> (hash: Hash256, size: Int) {
        let used = try writeFull(bytes)
        try write(Array(bytes[used...]), isLast: true)
        try output.file.sync()
        return (Hash256(hasher.finalize()), length)
    }

    private mutating func write(_ piece: [UInt8], isLast: Bool) throws(JournalError) {
        hasher.update(data: piece)
        length += piece.count
        let sealed = try key.seal(piece, for: purpose(chance, number, isLast: isLast))
        number += 1
        try output.file.write(withUnsafeBytes(of: UInt32(sealed.count).bigEndian) { Array($0) } + sealed)
    }
}

/// Reads a file of sealed pieces.
struct PieceReader: Sendable {
    private let input: SharedFile
    private let key: StreamKey
    private let chance: [UInt8]
    private var number = 0
    private var isAtEnd = false
    private var hasher = SHA256()

    init(_ path: String, _ key: StreamKey) throws(JournalError) {
        input = try SharedFile(path, O_RDONLY)
        self.key = key
        guard let start = try input.file.read(upTo: fileTag.count + 16), start.count == fileTag.count + 16,
            start.starts(with: fileTag)
        else { throw .corrupt("\(path) is no evidence file") }
        chance = Array(start[fileTag.count...])
    }

    /// The hash of what was read so far.
    var hash: Hash256 { Hash256(hasher.finalize()) }

    /// The next piece; nil after the last.
    mutating func next() throws(JournalError) -> [UInt8]? {
        guard !isAtEnd else { return nil }
        guard let prefix = try input.file.read(upTo: 4), prefix.count == 4 else {
            throw .corrupt("an evidence file was cut")
        }
        let count = prefix.reduce(0) { $0 << 8 | Int($1) }
        guard (28...(PieceWriter.size + 28)).contains(count), let sealed = try input.file.read(upTo: count),
            sealed.count == count
        else { throw .corrupt("an evidence file was cut") }
        // A full piece may be the last; which it is, the authentication tells.
        let piece: [UInt8]
        if let middle = try? key.open(sealed, for: purpose(chance, number, isLast: false)) {
            piece = middle
        } else {
            piece = try key.open(sealed, for: purpose(chance, number, isLast: true))
            isAtEnd = true
        }
        number += 1
        hasher.update(data: piece)
        return piece
    }
}

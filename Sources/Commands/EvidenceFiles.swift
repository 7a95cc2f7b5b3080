import Foundation
import Journaling

/// A file read in pieces.
struct FileChunks: AsyncSequence, Sendable {
    let path: String

    init(path: String) throws {
        let path = Surroundings.path(path)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
            FileManager.default.isReadableFile(atPath: path)
        else { throw UsageError("ファイルを読めません：\(path)", "the file cannot be read: \(path)") }
        self.path = path
    }

    struct AsyncIterator: AsyncIteratorProtocol {
        let path: String
        var handle: FileHandle?

        mutating func next() async throws -> [UInt8]? {
            if handle == nil {
                guard let opened = FileHandle(forReadingAtPath: path) else {
                    throw UsageError("ファイルを読めません：\(path)", "the file cannot be read: \(path)")
                }
                handle = opened
            }
            guard let data = try handle?.read(upToCount: 1 << 16), !data.isEmpty else {
                try handle?.close()
                return nil
            }
            return Array(data)
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(path: path) }
}

/// A file that is there only when it is whole, readable by its owner alone.
struct NewFile {
    let path: String
    private let part: String
    private let handle: FileHandle

    init(path: String) throws {
        let path = Surroundings.path(path)
        guard !FileManager.default.fileExists(atPath: path) else {
            throw UsageError("ファイルが既にあります：\(path)", "there is a file already: \(path)")
        }
        self.path = path
        part = path + ".part"
        guard
            FileManager.default.createFile(atPath: part, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: part)
        else { throw UsageError("ファイルを作れません：\(path)", "the file cannot be made: \(path)") }
        self.handle = handle
    }

    func write(_ piece: [UInt8]) throws { try handle.write(contentsOf: Data(piece)) }

    func keep() throws {
        try handle.close()
        try FileManager.default.moveItem(atPath: part, toPath: path)
    }

    func discard() { try? FileManager.default.removeItem(atPath: part) }
}

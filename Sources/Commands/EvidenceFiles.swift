import Foundation
import Journaling

/// A file that is there only when it is whole, readable by its owner alone.
struct NewFile {
    let path: String
    private let part: String
    private let handle: FileHandle

    init(path: String) throws {
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

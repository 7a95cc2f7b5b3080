import Foundation

/// A file read in pieces of 64 KiB.
public struct FileChunks: AsyncSequence, Sendable {
    let path: String

    /// Names a file.
    ///
    /// - Throws: `OfficeError` (`badValue`) when there is no such file that can be read.
    public init(path: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
            FileManager.default.isReadableFile(atPath: path)
        else { throw Self.unreadable(path) }
        self.path = path
    }

    /// Reads on.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let path: String
        var handle: FileHandle?

        /// The next piece; nil at the end.
        public mutating func next() async throws -> [UInt8]? {
            if handle == nil {
                guard let opened = FileHandle(forReadingAtPath: path) else { throw FileChunks.unreadable(path) }
                handle = opened
            }
            guard let data = try handle?.read(upToCount: 1 << 16), !data.isEmpty else {
                try handle?.close()
                return nil
            }
            return Array(data)
        }
    }

    /// Begins at the beginning.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(path: path) }

    private static func unreadable(_ path: String) -> OfficeError {
        .badValue("ファイルを読めません：\(path)", "the file cannot be read: \(path)")
    }
}

import Foundation

/// The few file operations that the data folder needs, with errors that say what to do.
package enum FileSystem {
    /// What the system's last error means.
    package static func failure(_ path: String, _ number: Int32 = errno) -> JournalError {
        let cause = "\(path): \(String(cString: strerror(number)))"
        return switch number {
        case ENOSPC, EDQUOT: .diskFull(cause: cause)
        case EROFS, EACCES, EPERM: .readOnly(cause: cause)
        case ENOENT, ENOTDIR: JournalError(.notFound, "見つかりません：\(path)", "not found: \(path)", cause: cause)
        case EEXIST, ENOTEMPTY: JournalError(.notEmpty, "既にあります：\(path)", "there already: \(path)", cause: cause)
        default: .io(path, cause: cause)
        }
    }

    /// Whether something is there.
    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The length of a file in bytes; 0 when it is not there.
    package static func size(_ path: String) -> Int {
        var information = stat()
        return stat(path, &information) == 0 ? Int(information.st_size) : 0
    }

    /// Reads a small file whole; `corrupt` when it is larger than the limit.
    package static func read(_ path: String, limit: Int) throws(JournalError) -> [UInt8] {
        let file = try OpenFile(path, O_RDONLY)
        var bytes: [UInt8] = []
        while let chunk = try file.read(upTo: 65536) {
            bytes += chunk
            guard bytes.count <= limit else { throw .corrupt("\(path) is larger than \(limit) bytes") }
        }
        return bytes
    }

    /// Writes a file that must not be there yet; durable, with its folder, before it returns.
    package static func create(_ path: String, _ bytes: [UInt8], mode: mode_t = 0o600) throws(JournalError) {
        let file = try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL, mode: mode)
        do throws(JournalError) {
            try file.write(bytes)
            try file.sync()
        } catch {
            unlink(path)
            throw error
        }
        try syncFolder(of: path)
    }

    /// Writes a file in place of another, whole or not at all.
    package static func replace(_ path: String, _ bytes: [UInt8], mode: mode_t = 0o600) throws(JournalError) {
        unlink(path + ".new")
        try create(path + ".new", bytes, mode: mode)
        guard rename(path + ".new", path) == 0 else { throw failure(path) }
        try syncFolder(of: path)
    }

    /// Makes a folder and those above it that are missing, readable by their owner alone.
    package static func makeFolder(_ path: String) throws(JournalError) {
        if mkdir(path, 0o700) == 0 { return }
        let number = errno
        switch number {
        case EEXIST:
            guard isFolder(path) else { throw failure(path, ENOTDIR) }
        case ENOENT where path.contains("/") && parent(path) != path:
            try makeFolder(parent(path))
            guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure(path) }
        default: throw failure(path, number)
        }
    }

    /// Whether a folder is there.
    package static func isFolder(_ path: String) -> Bool {
        var information = stat()
        return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
    }

    /// The names in a folder, sorted.
    package static func names(in path: String) throws(JournalError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch {
            throw isFolder(path) ? .io(path, cause: "\(error)") : failure(path, ENOENT)
        }
    }

    /// Copies a file in pieces, durable before it returns.
    package static func copy(_ source: String, to target: String, mode: mode_t = 0o600) throws(JournalError) {
        let input = try OpenFile(source, O_RDONLY)
        let output = try OpenFile(target, O_WRONLY | O_CREAT | O_EXCL, mode: mode)
        while let chunk = try input.read(upTo: 1 << 18) {
            try output.write(chunk)
        }
        try output.sync()
    }

    /// Copies a folder with all that is in it.
    package static func copyTree(_ source: String, to target: String) throws(JournalError) {
        try makeFolder(target)
        for name in try names(in: source) {
            if isFolder("\(source)/\(name)") {
                try copyTree("\(source)/\(name)", to: "\(target)/\(name)")
            } else {
                try copy("\(source)/\(name)", to: "\(target)/\(name)")
            }
        }
        try syncFolder(target)
    }

    /// Makes the entries of the file's folder durable.
    package static func syncFolder(of path: String) throws(JournalError) { try syncFolder(parent(path)) }

    /// Makes the entries of a folder durable.
    package static func syncFolder(_ path: String) throws(JournalError) {
        try OpenFile(path, O_RDONLY | O_DIRECTORY).sync()
    }

    /// The folder that a path lies in.
    package static func parent(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

/// An open file, closed when it goes away.
package struct OpenFile: ~Copyable, Sendable {
    package let descriptor: Int32
    private let path: String

    package init(_ path: String, _ flags: Int32, mode: mode_t = 0o600) throws(JournalError) {
        descriptor = open(path, flags | O_CLOEXEC, mode)
        self.path = path
        guard descriptor >= 0 else { throw FileSystem.failure(path) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The next bytes, at most so many; nil at the end.
    package func read(upTo count: Int) throws(JournalError) -> [UInt8]? {
        var number: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, length in
            while length < count, let start = buffer.baseAddress {
                let got = Glibc.read(descriptor, start + length, count - length)
                if got < 0 {
                    if errno == EINTR { continue }
                    number = errno
                }
                if got <= 0 { break }
                length += got
            }
        }
        if number != 0 { throw FileSystem.failure(path, number) }
        return bytes.isEmpty ? nil : bytes
    }

    /// Writes all of it.
    package func write(_ bytes: [UInt8]) throws(JournalError) {
        let number: Int32 = bytes.withUnsafeBytes { buffer in
            var rest = buffer
            while !rest.isEmpty {
                let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { return errno }
                rest = UnsafeRawBufferPointer(rebasing: rest[written...])
            }
            return 0
        }
        if number != 0 { throw FileSystem.failure(path, number) }
    }

    /// Waits until what was written is on the disk.
    package func sync() throws(JournalError) {
        guard fsync(descriptor) == 0 else { throw FileSystem.failure(path) }
    }
}

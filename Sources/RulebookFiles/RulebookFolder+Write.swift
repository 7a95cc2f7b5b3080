import Foundation
import Rules

extension RulebookFolder {
    /// Writes the rulebook without everything that names a clause, with its ledger and its scenarios unchanged.
    ///
    /// Readings stay open: what exists only under one of them is written with its `in-reading`. The folder is made; one
    /// that holds something already is refused.
    public func writeReduced(without clause: Clause.ID, to target: URL) throws {
        try write(gone: hanging.gone(without: clause, adopted: [:]), to: target)
    }

    /// Writes all rules as they stand in memory, with the ledger as YAML and every other file as it is.
    public func write(to target: URL) throws { try write(gone: [], to: target) }

    private func write(gone: [Bool], to target: URL) throws {
        let manager = FileManager.default
        if let present = try? manager.contentsOfDirectory(atPath: target.path), !present.isEmpty {
            throw CocoaError(.fileWriteFileExists, userInfo: [NSFilePathErrorKey: target.path])
        }
        try manager.createDirectory(at: target, withIntermediateDirectories: true)
        let writer = YAMLWriter(gone: gone)
        var written = Set(files.map(\.name))
        for file in files { try put(writer.text(of: file.roots), at: file.name, in: target) }
        if isRenamed {
            written.formUnion(ledgerFiles.map(\.name))
            let whole = YAMLWriter(gone: [])
            for file in ledgerFiles { try put(whole.text(of: file.roots), at: file.name, in: target) }
        }
        for path in Self.everyFile(below: url) where !written.contains(path) {
            let copy = target.appending(path: path)
            try manager.createDirectory(at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
            try manager.copyItem(at: url.appending(path: path), to: copy)
        }
        try copyBases(into: target)
    }

    private func put(_ text: String, at path: String, in target: URL) throws {
        let file = target.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    private static func everyFile(below url: URL) -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: url.path) else { return [] }
        var paths: [String] = []
        for case let path as String in walk {
            var isFolder: ObjCBool = false
            let there = FileManager.default.fileExists(atPath: url.appending(path: path).path, isDirectory: &isFolder)
            if there, !isFolder.boolValue { paths.append(path) }
        }
        return paths.sorted()
    }
}

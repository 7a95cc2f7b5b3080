import Foundation
import Notation

/// Scenario files as trees, one for each document.
public enum ScenarioFiles {
    /// One document of a file.
    public struct Document: Sendable {
        public var file: String
        public var line: Int
        public var json: JSON
        /// The lines of the entries of `do`.
        public var entryLines: [Int]
    }

    /// Reads every `*.yaml` among files and folders, in the order of their paths.
    public static func read(_ paths: [URL]) -> (documents: [Document], diagnostics: [Diagnostic]) {
        var documents: [Document] = []
        var diagnostics: [Diagnostic] = []
        for url in paths.flatMap(files) {
            var counter = 0
            let file = YAMLFile(url: url, name: url.lastPathComponent, counter: &counter)
            diagnostics += file.diagnostics
            for root in file.documents where root["scenario"] != nil {
                documents.append(
                    Document(
                        file: url.path, line: root.place.line, json: root.json,
                        entryLines: root["do"]?.elements.map(\.place.line) ?? []))
            }
        }
        return (documents, diagnostics)
    }

    private static func files(_ url: URL) -> [URL] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else { return [url] }
        guard isFolder.boolValue else { return [url] }
        let found = FileManager.default.enumerator(at: url, includingPropertiesForKeys: nil)
        let all = (found?.allObjects ?? []).compactMap { $0 as? URL }.filter { $0.pathExtension == "yaml" }
        return all.sorted { $0.path < $1.path }
    }
}

extension Node {
    /// The tree as JSON; every scalar is text.
    var json: JSON {
        switch content {
        case .scalar(let text): .string(text)
        case .sequence(let elements): .array(elements.map(\.json))
        case .mapping(let entries): .object(entries.map { .init($0.key.text ?? "", $0.value.json) })
        }
    }
}

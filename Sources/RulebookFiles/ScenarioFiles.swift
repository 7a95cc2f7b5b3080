import Foundation
import Notation

/// A YAML document as JSON whose scalars are all strings, with the places of its parts.
public struct YAMLDocument: Sendable {
    /// One step down a JSON value.
    public enum Piece: Hashable, Sendable {
        case key(String)
        case index(Int)
    }

    /// The file, as it is shown to people.
    public let file: String
    /// The line on which the document begins.
    public let line: Int
    /// What it holds; a scalar is a string, nothing at all is an empty string.
    public let json: JSON
    private let root: Node

    init(_ root: Node) {
        self.root = root
        file = root.place.file
        line = root.place.line
        json = root.json
    }

    /// Where the value at a path begins; of a path that leads nowhere, the place of the last part that is there.
    public func place(at path: [Piece]) -> Place {
        var node = root
        var place = root.place
        for piece in path {
            switch piece {
            case .key(let key):
                guard let entry = node.entries.first(where: { $0.key.text == key }) else { return place }
                (node, place) = (entry.value, entry.key.place)
            case .index(let index):
                guard node.elements.indices.contains(index) else { return place }
                node = node.elements[index]
                place = node.place
            }
        }
        return place
    }
}

/// Scenarios as they are written, document by document.
public struct ScenarioFiles: Sendable {
    /// The documents, in the order of the files and within them.
    public private(set) var documents: [YAMLDocument] = []
    /// What could not be read.
    public private(set) var diagnostics: [Diagnostic] = []
    /// Whether a document may be a list.
    private var takesLists = false

    /// Reads files, and every YAML file below folders.
    public static func read(_ urls: [URL]) -> ScenarioFiles { read(urls, takingLists: false) }

    static func read(_ urls: [URL], takingLists: Bool) -> ScenarioFiles {
        var files = ScenarioFiles()
        files.takesLists = takingLists
        for url in urls {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
            if isFolder.boolValue {
                for path in RulebookFolder.Source.yaml(below: url, except: []) {
                    files.add(url.appending(path: path), name: url.lastPathComponent + "/" + path)
                }
            } else {
                files.add(url, name: url.lastPathComponent)
            }
        }
        files.diagnostics = Diagnostic.sorted(files.diagnostics)
        return files
    }

    private mutating func add(_ url: URL, name: String) {
        var counter = 0
        let file = YAMLFile(url: url, name: name, counter: &counter)
        diagnostics += file.diagnostics
        guard file.diagnostics.isEmpty else { return }
        for root in file.documents where !root.isBlank {
            if takesLists, case .sequence = root.content {
                documents.append(YAMLDocument(root))
            } else if case .mapping = root.content {
                documents.append(YAMLDocument(root))
            } else {
                diagnostics.append(Diagnostic(.notAMapping(), at: root.place))
            }
        }
    }
}

/// An organisation as data, such as `demo/organisation.yaml` of a rulebook.
public enum OrganisationFiles {
    /// Reads one file.
    ///
    /// - Throws: the first `Diagnostic` by place, when the file cannot be read or is no mapping.
    public static func read(at url: URL) throws(Diagnostic) -> YAMLDocument {
        try one(in: ScenarioFiles.read([url]), url)
    }

    /// The one document of a file.
    static func one(in files: ScenarioFiles, _ url: URL) throws(Diagnostic) -> YAMLDocument {
        if let first = files.diagnostics.first { throw first }
        guard files.documents.count == 1 else {
            let place = files.documents.last?.place(at: []) ?? Place(file: url.lastPathComponent, line: 1, column: 1)
            throw Diagnostic(files.documents.isEmpty ? .notAMapping() : .severalDocuments(), at: place)
        }
        return files.documents[0]
    }
}

/// Acts as a paper log lists them: a list, or a mapping with `do`.
public enum ActFiles {
    /// Reads one file.
    ///
    /// - Throws: the first `Diagnostic` by place, when the file cannot be read.
    public static func read(at url: URL) throws(Diagnostic) -> YAMLDocument {
        try OrganisationFiles.one(in: ScenarioFiles.read([url], takingLists: true), url)
    }
}

extension Node {
    /// The same as JSON, every scalar a string.
    var json: JSON {
        switch content {
        case .scalar(let text): .string(text)
        case .mapping(let entries): .object(entries.map { JSON.Member($0.key.text ?? "", $0.value.json) })
        case .sequence(let elements): .array(elements.map(\.json))
        }
    }
}

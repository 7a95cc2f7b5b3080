import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Pages

/// Takes in the body of a form: its inputs into memory, its files into temporary files, both within limits.
struct BodyReader {
    /// Why a body is not taken.
    enum Fault: Error, Hashable {
        case tooLong
        case fileTooLong(limit: Int)
        case tooManyFiles(limit: Int)
        /// The disk has little room left, which is kept for the record.
        case noRoom
        /// So many forms come in at once that no more is taken into memory.
        case busy
        /// It comes in so slowly that it only holds a place.
        case tooSlow
        case malformed
        case encoding
        case kind
    }

    /// Inputs and files together. More files than are taken are let go by one by one, so that what was typed beside
    /// them is kept; this only ends what no browser sends.
    private static let mostParts = 20_000
    private static let mostBytes = 8 << 30

    let settings: ServerSettings
    /// The folder of the temporary files.
    let folder: String
    /// How many files the form may bring.
    let mostFiles: Int
    /// The memory that all forms under way share.
    let budget: FormBudget

    init(site: Site, mostFiles: Int) {
        settings = site.settings
        folder = site.uploads
        budget = site.formBudget
        self.mostFiles = mostFiles
    }

    /// What came in. With a fault the files are gone and what was typed is there, so that it can be shown again.
    struct Body {
        var form: Entered
        var uploads: [Upload] = []
        var fault: Fault?
    }

    /// Reads all of it. Files that were begun are removed when something is wrong.
    func read(_ request: Request) async throws -> Body {
        let kind = request.headers[.contentType] ?? ""
        if kind.lowercased().hasPrefix("application/x-www-form-urlencoded") {
            return Body(form: try await text(request))
        }
        guard let boundary = MultipartReader.boundary(of: kind) else { throw Fault.kind }
        return try await parts(request, boundary: boundary)
    }

    private func text(_ request: Request) async throws -> Entered {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > settings.longestForm {
            throw Fault.tooLong
        }
        var bytes: [UInt8] = []
        var pace = Pace()
        var share = FormBudget.Share(budget)
        defer { share.giveBack() }
        for try await chunk in request.body {
            guard bytes.count + chunk.readableBytes <= settings.longestForm else { throw Fault.tooLong }
            guard share.take(chunk.readableBytes) else { throw Fault.busy }
            guard pace.goesOn(chunk.readableBytes) else { throw Fault.tooSlow }
            bytes.append(contentsOf: chunk.readableBytesView)
        }
        do {
            return try FormText.read(bytes)
        } catch FormText.Fault.encoding {
            throw Fault.encoding
        } catch FormText.Fault.tooManyInputs {
            throw Fault.malformed
        }
    }

    private func parts(_ request: Request, boundary: String) async throws -> Body {
        // What is longer than anything taken is still read to its end, for what was typed stands before the files and
        // a browser shows no answer before it has sent all. Beyond this nobody has typed anything.
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > Self.mostBytes {
            throw Fault.fileTooLong(limit: settings.longestFile)
        }
        var pace = Pace()
        var share = FormBudget.Share(budget)
        defer { share.giveBack() }
        var reader = MultipartReader(boundary: boundary, mostParts: Self.mostParts)
        var gathered = Gathered(settings: settings, folder: folder, mostFiles: mostFiles)
        do {
            for try await chunk in request.body {
                guard pace.goesOn(chunk.readableBytes) else { throw Fault.tooSlow }
                let before = gathered.textLength
                for piece in try reader.read(chunk.readableBytesView) { try gathered.take(piece) }
                guard share.take(gathered.textLength - before) else { throw Fault.busy }
            }
            try reader.finish()
            if gathered.fault != nil { gathered.remove() }
            return Body(
                form: try gathered.form(), uploads: gathered.fault == nil ? gathered.uploads : [],
                fault: gathered.fault)
        } catch {
            gathered.remove()
            if error is MultipartReader.Fault { throw Fault.malformed }
            throw error
        }
    }

    /// Removes what a handler did not take in.
    static func remove(_ uploads: [Upload]) {
        for upload in uploads { try? FileManager.default.removeItem(atPath: upload.path) }
    }
}

/// What has come of a form with parts.
private struct Gathered {
    let settings: ServerSettings
    let folder: String
    var uploads: [Upload] = []
    /// What was wrong with the files; the rest of them is let go by, and what was typed is still taken in.
    private(set) var fault: BodyReader.Fault?
    private var pairs: [(name: String, value: [UInt8])] = []
    private var file: FileHandle?
    private var isSkipping = false
    private(set) var textLength = 0
    private let mostFiles: Int

    init(settings: ServerSettings, folder: String, mostFiles: Int) {
        self.settings = settings
        self.folder = folder
        self.mostFiles = mostFiles
    }

    mutating func take(_ piece: MultipartReader.Piece) throws {
        switch piece {
        case .part(let name, let filename):
            try close()
            // A file input that was left empty sends a part without a name.
            isSkipping = filename?.isEmpty ?? false
            guard !isSkipping else { return }
            guard let filename else {
                guard pairs.count < FormText.mostInputs else { throw BodyReader.Fault.malformed }
                pairs.append((name, []))
                return
            }
            guard fault == nil, uploads.count < mostFiles else {
                fault = fault ?? .tooManyFiles(limit: mostFiles)
                isSkipping = true
                return
            }
            guard FreeSpace.bytes(at: folder) >= settings.leastFree else {
                fault = .noRoom
                isSkipping = true
                return
            }
            let path = "\(folder)/\(UUID().uuidString).part"
            guard
                FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
                let handle = FileHandle(forWritingAtPath: path)
            else { throw CocoaError(.fileWriteUnknown) }
            file = handle
            uploads.append(Upload(input: name, filename: filename, path: path, length: 0))
        case .content(let bytes):
            guard !isSkipping else { return }
            if let file {
                let last = uploads.count - 1
                uploads[last].length += bytes.count
                guard uploads[last].length <= settings.longestFile else {
                    fault = .fileTooLong(limit: settings.longestFile)
                    isSkipping = true
                    return try close()
                }
                try file.write(contentsOf: bytes)
            } else if !pairs.isEmpty {
                textLength += bytes.count
                guard textLength <= settings.longestForm else { throw BodyReader.Fault.tooLong }
                pairs[pairs.count - 1].value += bytes
            }
        case .end: try close()
        }
    }

    private mutating func close() throws {
        try file?.close()
        file = nil
    }

    func form() throws -> Entered {
        Entered(
            try pairs.map { pair in
                guard let text = String(validating: pair.value, as: UTF8.self) else { throw BodyReader.Fault.encoding }
                return (pair.name, text)
            })
    }

    mutating func remove() {
        try? file?.close()
        BodyReader.remove(uploads)
    }
}

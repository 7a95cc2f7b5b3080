import HTTPTypes
import Hummingbird
import Markup
import NIOCore
import Notation

/// What a handler answers with; only here does it become a response.
enum Answer: Sendable {
    case page(HTML, status: HTTPResponse.Status = .ok)
    /// To another page, after something was done (303).
    case redirect(String)
    case json(JSON, status: HTTPResponse.Status = .ok)
    /// A file as a download, never shown in place.
    case file(name: String, length: Int, body: ResponseBody)
    /// One of the program's own files.
    case asset([UInt8], type: String, tag: String)
    case notModified

    /// What a page may load and where it may be shown: nothing but what is ours.
    static let policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

    /// Headers that the library has no names for; a name that is none would be a mistake in this very table.
    private static let further: [(HTTPField.Name, String)] = [
        ("Referrer-Policy", "same-origin"), ("X-Frame-Options", "DENY"), ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }

    /// The response, with the headers that every one of ours has.
    func response(secure: Bool, cookies: [String] = [], extra: HTTPFields = [:]) -> Response {
        var headers = extra
        headers[.contentSecurityPolicy] = Self.policy
        headers[.xContentTypeOptions] = "nosniff"
        for (name, value) in Self.further { headers[name] = value }
        if secure { headers[.strictTransportSecurity] = "max-age=31536000" }
        for cookie in cookies { headers.append(.init(name: .setCookie, value: cookie)) }
        switch self {
        case .page(let html, let status):
            headers[.cacheControl] = "no-store"
            headers[.contentType] = "text/html; charset=utf-8"
            return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: html.bytes)))
        case .redirect(let path):
            headers[.cacheControl] = "no-store"
            headers[.location] = path
            return Response(status: .seeOther, headers: headers)
        case .json(let json, let status):
            headers[.cacheControl] = "no-store"
            headers[.contentType] = "application/json"
            return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: json.text)))
        case .file(let name, let length, let body):
            headers[.cacheControl] = "no-store"
            headers[.contentType] = "application/octet-stream"
            headers[.contentLength] = String(length)
            headers[.contentDisposition] =
                "attachment; filename=\"file\"; filename*=UTF-8''\(FormText.encode(name))"
            return Response(status: .ok, headers: headers, body: body)
        case .asset(let bytes, let type, let tag):
            headers[.cacheControl] = "no-cache"
            headers[.eTag] = tag
            headers[.contentType] = type
            return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        case .notModified: return Response(status: .notModified, headers: headers)
        }
    }
}

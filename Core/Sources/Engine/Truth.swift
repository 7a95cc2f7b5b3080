/// True, false, or not known.
enum Truth: Hashable, Sendable {
    case no, unknown, yes

    init(_ value: Bool) { self = value ? .yes : .no }

    var negated: Truth {
        switch self {
        case .no: .yes
        case .unknown: .unknown
        case .yes: .no
        }
    }
}

extension Sequence {
    /// Yes when every element is yes, no when one is no. The rest is not looked at once one is no.
    func all(_ test: (Element) -> Truth) -> Truth {
        var result = Truth.yes
        for element in self {
            switch test(element) {
            case .no: return .no
            case .unknown: result = .unknown
            case .yes: break
            }
        }
        return result
    }

    /// Yes when one element is yes, no when every one is no.
    func any(_ test: (Element) -> Truth) -> Truth {
        var result = Truth.no
        for element in self {
            switch test(element) {
            case .yes: return .yes
            case .unknown: result = .unknown
            case .no: break
            }
        }
        return result
    }
}

import Foundation
import Notation

/// One measured value and, where there is one, the target that it must keep.
struct Figure {
    enum Target {
        case atMost(Double)
        case atLeast(Double)
    }

    var name: String
    var value: Double
    var unit: String
    var target: Target?

    var isKept: Bool {
        switch target {
        case .atMost(let limit): value <= limit
        case .atLeast(let limit): value >= limit
        case nil: true
        }
    }

    var targetText: String {
        switch target {
        case .atMost(let limit): "≤ \(Figure.text(limit))"
        case .atLeast(let limit): "≥ \(Figure.text(limit))"
        case nil: ""
        }
    }

    static func text(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(format: "%.3g", value)
    }
}

/// One group of measurements. A section is a value in the list of `Bench`; adding one is adding a line there.
struct Section {
    var name: String
    var run: (inout Report) async throws -> Void
}

/// All figures so far, printed as they come.
struct Report {
    private(set) var figures: [Figure] = []
    /// A folder for what sections write; on the disk that is measured, removed at the end.
    let scratch: String

    mutating func add(_ name: String, _ value: Double, _ unit: String, _ target: Figure.Target? = nil) {
        let figure = Figure(name: name, value: value, unit: unit, target: target)
        figures.append(figure)
        let label = name.padding(toLength: 52, withPad: " ", startingAt: 0)
        let shown = "\(Figure.text(value)) \(unit)".padding(toLength: 22, withPad: " ", startingAt: 0)
        let verdict = target == nil ? "" : figure.isKept ? "ok" : "MISSED"
        say("\(label) \(shown) \(figure.targetText.padding(toLength: 10, withPad: " ", startingAt: 0)) \(verdict)")
    }

    var json: JSON {
        .array(
            figures.map { figure in
                [
                    "name": .string(figure.name), "value": .double(figure.value), "unit": .string(figure.unit),
                    "target": figure.target == nil ? .null : .string(figure.targetText), "ok": .bool(figure.isKept),
                ]
            })
    }
}

/// Why there is nothing to measure: what was to be measured is not what it should be.
struct Unmeasured: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Writes a line at once, also into a file or a pipe.
func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

/// The seconds that something took.
func seconds(_ body: () async throws -> Void) async rethrows -> Double {
    let start = ContinuousClock.now
    try await body()
    let time = ContinuousClock.now - start
    return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
}

/// The middle of several values.
func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

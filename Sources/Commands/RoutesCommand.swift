import ArgumentParser
import Notation
import Pages

/// Prints the table of routes, from which the server and its tests are made.
struct RoutesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routes", abstract: "Print every address of the web application. 画面の一覧を出します。",
        discussion: """
            Method and path, who may ask, what it answers, and the states in which its page is tested: empty, busy, \
            refused, error.
            """)

    @OptionGroup var output: FormatOption

    func run() {
        switch output.format {
        case .text:
            for route in Route.all {
                let states = route.states.map(\.rawValue).joined(separator: ",")
                print("\(route.method.rawValue) \(route.path)　\(route.need) \(route.answer) \(states)")
            }
        case .json:
            let rows = Route.all.map { route in
                JSON.object([
                    .init("method", .string(route.method.rawValue)), .init("path", .string(route.path)),
                    .init("need", .string(route.need.rawValue)), .init("answer", .string(route.answer.rawValue)),
                    .init("states", .strings(route.states.map(\.rawValue))),
                ])
            }
            print(JSON.array(rows).text)
        }
    }
}

import Rules

/// What goes when something goes: the one mechanism behind taking a clause out and choosing a reading.
///
/// It is written down once, by the full pass; finding out what a clause takes with it then touches only what goes.
struct Hanging: Sendable {
    /// How many nodes there are.
    private let count: Int
    /// When a node goes, these go.
    private var links: [[Int32]]
    /// For the contents of a node that goes with the last of them: that node.
    private var holder: [Int32]
    /// How many contents such a node has.
    private var contents: [Int32]
    /// The number after the last node under each.
    private var ends: [Int32]
    /// The ids that a node defines, by number.
    private var defined: [[Int32]]
    /// How many definitions an id has.
    private var definitions: [Int32] = []
    /// The nodes that go with the last definition of an id.
    private var users: [[Int32]] = []
    /// Nodes that go when all of several ids are gone: for each id the groups it is in, for each group its node.
    private var groups: [[Int32]] = []
    private var groupNode: [Int32] = []
    private var groupSize: [Int32] = []
    private var carriers: [String: [Int32]] = [:]
    private var guards: [(node: Int32, reading: Name<Reading>, alternatives: [String])] = []

    init(log: Log, roots: [Node], count: Int) {
        self.count = count
        ends = (0..<Int32(count)).map { $0 + 1 }
        links = Array(repeating: [], count: count)
        holder = Array(repeating: -1, count: count)
        contents = Array(repeating: 0, count: count)
        defined = Array(repeating: [], count: count)
        for link in log.links { links[link.from].append(Int32(link.to)) }
        for collapsing in log.collapsing {
            contents[collapsing.node] = Int32(collapsing.contents.count)
            for content in collapsing.contents { holder[content] = Int32(collapsing.node) }
        }
        for carrier in log.carriers { carriers[carrier.clause, default: []].append(Int32(carrier.node)) }
        guards = log.guards.map { (Int32($0.node), Name($0.reading), $0.alternatives) }
        numberIDs(log)
        for root in roots { note(root) }
    }

    private mutating func note(_ node: Node) {
        ends[node.index] = Int32(node.end)
        switch node.content {
        case .scalar: break
        case .mapping(let entries):
            for entry in entries {
                note(entry.key)
                note(entry.value)
            }
        case .sequence(let elements): elements.forEach { note($0) }
        }
    }

    private mutating func numberIDs(_ log: Log) {
        var numbers: [Key: Int] = [:]
        for definition in log.definitions {
            let number = numbers[definition.key] ?? definitions.count
            if number == definitions.count {
                numbers[definition.key] = number
                definitions.append(0)
            }
            definitions[number] += 1
            defined[definition.node].append(Int32(number))
        }
        users = Array(repeating: [], count: definitions.count)
        groups = Array(repeating: [], count: definitions.count)
        for use in log.uses {
            guard let target = use.target, let number = numbers[use.key] else { continue }
            users[number].append(Int32(target))
        }
        for alternative in log.alternatives {
            let group = Int32(groupNode.count)
            groupNode.append(Int32(alternative.node))
            groupSize.append(Int32(alternative.keys.count))
            for number in alternative.keys.compactMap({ numbers[$0] }) { groups[number].append(group) }
        }
    }

    /// The nodes that are gone, by number.
    func gone(without clause: Clause.ID?, adopted: [Name<Reading>: String]) -> [Bool] {
        var work: [Int32] = clause.flatMap { carriers[$0.text] } ?? []
        for entry in guards {
            guard let alternative = adopted[entry.reading], !entry.alternatives.contains(alternative) else { continue }
            work.append(entry.node)
        }
        return work.isEmpty ? [] : closure(of: work)
    }

    private func closure(of start: [Int32]) -> [Bool] {
        var gone = Array(repeating: false, count: count)
        var work = start
        var contents = contents
        var definitions = definitions
        var groupSize = groupSize
        while let node = work.popLast() {
            guard !gone[Int(node)] else { continue }
            for index in Int(node)..<Int(ends[Int(node)]) where !gone[index] {
                gone[index] = true
                work += links[index]
                let holder = holder[index]
                if holder >= 0 {
                    contents[Int(holder)] -= 1
                    if contents[Int(holder)] == 0 { work.append(holder) }
                }
                for number in defined[index] {
                    definitions[Int(number)] -= 1
                    guard definitions[Int(number)] == 0 else { continue }
                    work += users[Int(number)]
                    for group in groups[Int(number)] {
                        groupSize[Int(group)] -= 1
                        if groupSize[Int(group)] == 0 { work.append(groupNode[Int(group)]) }
                    }
                }
            }
        }
        return gone
    }
}

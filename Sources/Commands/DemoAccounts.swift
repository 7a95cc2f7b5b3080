import Accounts
import Engine
import Notation
import Pages
import Rules
import Services

/// The password of every demo account. It opens nothing but a demo folder, which is served on loopback alone.
let demoPassword = "reiji-no-demo-desu"

/// Who can be signed in as in a demo folder: everybody who holds a post, and the administrator.
func demoSignIns(_ record: HouseRecord) -> [SignInModel.Demo] {
    let holders = Dictionary(grouping: record.house.holdings) { $0.person }
    return record.house.people.values.filter { holders[$0.id] != nil || $0.id == "admin" }
        .sorted { $0.id < $1.id }.map { person in
            SignInModel.Demo(name: person.id, password: demoPassword, who: person.name)
        }
}

extension Installation {
    /// Makes the accounts of a demo folder that are not there yet.
    func makeDemoAccounts() async throws {
        let record = try await office.house()
        guard record.isDemo else { return }
        let now = office.now
        try await withAccounts { signIn in
            for demo in demoSignIns(record) {
                guard try await signIn.account(of: demo.name) == nil else { continue }
                try await signIn.makeAccount(
                    person: demo.name, name: demo.name, password: demo.password,
                    isAdministrator: demo.name == "admin", isDemo: true, at: now)
            }
        }
    }
}

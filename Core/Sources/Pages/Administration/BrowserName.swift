import Rules

/// What people call a browser, from what it calls itself: a name and the system it runs on.
///
/// Every browser claims to be several others; the most particular claim is asked for first. What is not known stays as
/// it was sent.
func browserName(_ agent: String) -> Label {
    func first(_ claims: [(String, String)]) -> String? { claims.first { agent.contains($0.0) }?.1 }
    let name = first([
        ("Edg", "Edge"), ("OPR/", "Opera"), ("Vivaldi/", "Vivaldi"), ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chromium/", "Chromium"),
        ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"),
    ])
    let system = first([
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
        ("Macintosh", "Mac"), ("Linux", "Linux"),
    ])
    guard let name else { return agent.isEmpty ? Phrases.Administration.unknownBrowser : Label(ja: agent, en: agent) }
    guard let system else { return Label(ja: name, en: name) }
    return Label(ja: "\(name)（\(system)）", en: "\(name) (\(system))")
}

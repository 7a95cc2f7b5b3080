/// What is counted, as it stands behind a number.
public enum Measure {
    private static let names = [
        "persons": "人", "people": "人", "records": "件", "cases": "件", "households": "世帯", "days": "日", "hours": "時間",
        "minutes": "分", "yen": "円", "times": "回", "copies": "部", "devices": "台", "items": "点",
    ]

    /// The word for a unit of a rulebook in Japanese; the unit itself where it is no word of ours.
    public static func japanese(_ unit: String) -> String { names[unit] ?? unit }
}

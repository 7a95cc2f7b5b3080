extension Collection<String> {
    /// Labels one after the other; in quotes where one of them has a comma itself, so that each is seen to be one.
    public var listed: String {
        contains { $0.contains("，") } ? map { "「\($0)」" }.joined() : joined(separator: "，")
    }
}

import Testing
@testable import ReadModels
@Suite struct `X` { @Test func `x`() {} }

// Identifiers and dates as literals, so that tests read as the record does. A literal that names nothing
// is a mistake in the test itself and stops it.

import Codec
public import Governance

extension Identifier: ExpressibleByUnicodeScalarLiteral {}
extension Identifier: ExpressibleByExtendedGraphemeClusterLiteral {}
extension Identifier: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        self = literal(text, try? Identifier(text: text))
    }
}

extension CivilDate: ExpressibleByUnicodeScalarLiteral {}
extension CivilDate: ExpressibleByExtendedGraphemeClusterLiteral {}
extension CivilDate: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) { self = literal(text, CivilDate(iso: text)) }
}

extension CivilDateTime: ExpressibleByUnicodeScalarLiteral {}
extension CivilDateTime: ExpressibleByExtendedGraphemeClusterLiteral {}
extension CivilDateTime: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) { self = literal(text, CivilDateTime(iso: text)) }
}

extension PartialDate: ExpressibleByUnicodeScalarLiteral {}
extension PartialDate: ExpressibleByExtendedGraphemeClusterLiteral {}
extension PartialDate: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) { self = literal(text, PartialDate(text: text)) }
}

extension ClockTime: ExpressibleByUnicodeScalarLiteral {}
extension ClockTime: ExpressibleByExtendedGraphemeClusterLiteral {}
extension ClockTime: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) { self = literal(text, try? ClockTime(text: text)) }
}

private func literal<Value>(_ text: String, _ value: Value?) -> Value {
    guard let value else { preconditionFailure("\"\(text)\" names no \(Value.self)") }
    return value
}

// How bodies are linked with one another on a day, out of the directory: whom each advises, whom it reports to, and the links
// that its terms of reference name.

public import Governance
public import Reports

extension Reading {
    /// The links between bodies that exist on the day.
    public func bodyMap(_ question: BodyMapQuestion) throws(Rejection) -> BodyMapReport {
        var report = BodyMapReport()
        report.basis = basis
        let only = try question.body.map { name throws(Rejection) in try directory.body(name).id }
        let bodies = directory.bodies.values.filter { body in
            (body.from.map { $0.earliest <= asAt } ?? true) && byNow(body.ended) == nil
        }.sorted { $0.id < $1.id }
        let existing = Set(bodies.map(\.id.text))
        let all = bodies.flatMap(links).filter { existing.contains($0.to) }
        report.links = all.filter { link in
            only.map { $0.text == link.from || $0.text == link.to } ?? true
        }
        let linked = Set(all.flatMap { [$0.from, $0.to] })
        report.unlinked = bodies.filter { body in
            !linked.contains(body.id.text) && (only.map { $0 == body.id } ?? true)
        }.map(\.name)
        return report
    }

    private func links(of body: Body) -> [BodyLinkValue] {
        let terms = body.terms(on: asAt)
        func link(_ kind: String, _ to: BodyID, hop: Int? = nil, _ source: String? = nil) -> BodyLinkValue {
            var value = BodyLinkValue()
            (value.from, value.fromName, value.link) = (body.id.text, body.name, kind)
            (value.to, value.toName) = (to.text, directory.name(to))
            (value.hop, value.source) = (hop, source)
            return value
        }
        return (body.advises.map { [link("advises", $0)] } ?? [])
            + (terms?.reportsTo ?? []).enumerated().map { link("reports-to", $1, hop: $0 + 1) }
            + (terms?.links ?? []).map { link($0.kind.rawValue, $0.to, $0.source) }
    }
}

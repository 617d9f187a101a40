// Shows answers in the form that was asked for.

import Codec
import Governance
import Reports

/// Shows answers on the standard output.
struct Display {
    let options: GlobalOptions
    let screen = Screen(.standardOutput)

    init(_ options: GlobalOptions) { self.options = options }

    /// How text is to look.
    ///
    /// - Parameters:
    ///   - isDetailed: a block for each item instead of a table.
    ///   - today: the day that need not be said.
    ///   - reply: what the daemon sent, which names the council's time zone.
    func style(
        isDetailed: Bool = false, today: CivilDate? = nil, of reply: JSONObject? = nil
    ) -> TextStyle {
        TextStyle(
            width: screen.width, isColored: screen.isColored, hasLegend: !options.noLegend,
            isFull: options.full, isDetailed: isDetailed, today: today,
            localTime: options.output == .table ? reply.map { LocalTime.of($0) } ?? .utc : .utc)
    }

    /// Shows an answer.
    ///
    /// - Parameters:
    ///   - value: for text and comma-separated values.
    ///   - json: the value as the daemon sent it, which may say more than this version knows.
    func show(_ value: some Rendered, json: JSONObject, _ style: TextStyle) throws(Failure) {
        switch options.output {
        case .table: try show(text: value.text(style))
        case .csv: try show(text: value.csv())
        case .json: try show(json: json)
        }
    }

    /// Shows JSON, indented.
    func show(json: JSONObject) throws(Failure) {
        guard let document = try? JSONDocument(json.bytes) else {
            throw Failure(.unreachable, "The daemon's reply is not JSON.")
        }
        try show(text: document.root.indented + "\n")
    }

    /// Shows text, in a pager if it is long.
    func show(text: String) throws(Failure) {
        try Pager.show(text, on: screen, isAllowed: !options.noPager)
    }

    /// Says something beside the answer.
    func note(_ text: String) {
        FileDescriptor.standardError.write(Screen.harmless(text) + "\n")
    }
}

extension JSONObject {
    /// The member of that name, if it is an object.
    subscript(name: String) -> JSONObject? {
        guard let document = try? JSONDocument(bytes), let node = document.root[name] else { return nil }
        return try? JSONObject(reading: node)
    }
}

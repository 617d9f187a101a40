// Shows answers in the form that was asked for.

import Codec
import Governance
import Letters
import Reports

/// Shows answers on the standard output.
struct Display {
    let options: GlobalOptions
    let screen = Screen(.standardOutput)
    /// What a page is headed with.
    let title: String
    /// Whether the answer is about one thing, by whose name a page goes.
    private let isOfOne: Bool

    /// - Parameter title: what is shown, in a sentence such as "List meetings."; nil for the command's own words.
    init(_ options: GlobalOptions, showing title: String? = nil) {
        self.options = options
        self.title = Self.heading(title)
        isOfOne =
            title.map { sentence in ["Show ", "Report ", "Draft "].contains { sentence.hasPrefix($0) } }
            ?? false
    }

    /// How text is to look.
    ///
    /// - Parameters:
    ///   - isDetailed: a block for each item instead of a table.
    ///   - today: the day that need not be said.
    ///   - reply: what the daemon sent, which names the council's time zone.
    func style(
        isDetailed: Bool = false, today: CivilDate? = nil, of reply: JSONObject? = nil
    ) -> TextStyle {
        let isForPeople = options.output == .table || options.output == .html
        let localTime = isForPeople ? reply.map { LocalTime.of($0) } ?? .utc : .utc
        guard options.output != .html else {
            return .page(isDetailed: isDetailed, today: today, localTime: localTime)
        }
        return TextStyle(
            width: screen.width, isColored: screen.isColored, hasLegend: !options.noLegend,
            isFull: options.full, isDetailed: isDetailed, today: today,
            localTime: localTime)
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
        case .excel: FileDescriptor.standardOutput.write("\u{FEFF}" + value.csvTable.textForPeople)
        case .json: try show(json: json)
        case .html: FileDescriptor.standardOutput.write(try page(value, style))
        }
    }

    /// An answer as a web page.
    private func page(_ value: some Rendered, _ style: TextStyle) throws(Failure) -> String {
        let template = try TemplateOptions.usual("answer.html")
        do throws(TemplateError) {
            return try Page.answer(
                titled: title, isOfOne: isOfOne, value.text(style), on: (value as? any RenderedReport)?.basis,
                template: template)
        } catch { throw Failure(.usage, error.description) }
    }

    /// "Meetings" for "List meetings."; the noun and verb of the command line where nothing is said.
    private static func heading(_ sentence: String?) -> String {
        let words = sentence.map { $0.split(separator: " ") } ?? CommandLine.words.prefix(2).map { $0[...] }
        let said =
            words.count > 1 && ["List", "Show", "Print", "Report"].contains(words[0])
            ? words.dropFirst() : words[...]
        let text = said.joined(separator: " ")
        let bare = text.hasSuffix(".") ? String(text.dropLast()) : text
        return bare.prefix(1).uppercased() + bare.dropFirst()
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

extension CommandLine {
    /// The words that are no options and no values of those that every command takes: the noun, the verb and what is meant.
    fileprivate static var words: [String] {
        let given = Array(arguments.dropFirst())
        return given.indices.filter { !given[$0].hasPrefix("-") && !GlobalOptions.isValue($0, of: given) }
            .map { given[$0] }
    }
}

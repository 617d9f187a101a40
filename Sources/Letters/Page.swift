// Letters and registers as pages: what a template is given. A council can have templates of its own.

import Governance
public import Reports

/// Why there is no page.
public struct TemplateError: Error, CustomStringConvertible {
    public let template: String
    public let problem: String
    public var description: String { "The template \(template) cannot be used: \(problem)." }
}

/// A page out of a template.
///
/// Templates are Mustache: `{{name}}` is a text with what HTML needs escaped, `{{{strip}}}` a picture, and
/// `{{#rows}} … {{/rows}}` is repeated. What they are given is listed in `Templates/README.md`.
public enum Page {
    /// The page of a notice's letter to one recipient.
    public static func letter(
        _ notice: NoticeValue, followUp: FollowUpValue? = nil, to recipient: RecipientValue, council: String,
        template: String
    ) throws(TemplateError) -> String {
        let content = LetterContent(notice, followUp: followUp, to: recipient, council: council)
        return try render(
            "letter.html", template, under: content.provenanceNote,
            [
                "council": .text(content.council), "address": .text(content.address),
                "subject": .text(content.subject), "date": .text(content.date),
                "salutation": .text(content.salutation), "opening": .texts(content.opening),
                "tabletitle": .text(content.tableTitle),
                "columns": .texts(content.columns), "rows": rows(content.rows),
                "strip": .text(StripPicture.svg(content.strip, label: "Attendance, oldest first")),
                "striptext": .text(content.strip.text), "closing": .texts(content.closing),
                "signature": .texts(content.signature), "reference": .text(content.reference),
                "checkpointnote": .text(content.checkpointNote), "checkpoint": .text(content.checkpoint),
            ])
    }

    /// The register of attendance.
    public static func register(
        _ report: AttendanceReport, template: String
    ) throws(TemplateError) -> String {
        let content = RegisterContent(report)
        let members = content.members.map { member in
            let cells = zip(content.columns.dropFirst(), member.cells).map { label, text in
                TemplateValue.object(["label": .text(label), "text": .text(text)])
            }
            return TemplateValue.object([
                "name": .text(member.name), "cells": .list(cells), "few": .truth(member.isOfFew),
                "note": .text(member.note), "striptext": .text(member.strip.letters),
                "strip": .text(
                    StripPicture.svg(member.strip, label: "Attendance of \(member.name)", columns: 8)),
            ])
        }
        return try render(
            "attendance.html", template, under: report.basis.provenanceNote ?? "",
            [
                "council": .text(content.council), "title": .text(content.title),
                "columns": .texts(content.columns), "members": .list(members),
                "notes": .texts(content.notes), "legend": .text(content.legend),
                "hasfew": .truth(content.members.contains(where: \.isOfFew)),
            ])
    }

    /// A register of notices.
    public static func register(
        _ report: NonAttendanceReport, template: String
    ) throws(TemplateError) -> String {
        let register = report.register
        let notices = register.rows.map { row in
            let cells = zip(register.columns, row).dropFirst().map { label, text in
                TemplateValue.object(["label": .text(label), "text": .text(text)])
            }
            return TemplateValue.object(["name": .text(row.first ?? ""), "cells": .list(cells)])
        }
        return try render(
            "non-attendance.html", template, under: report.basis.provenanceNote ?? "",
            [
                "council": .text(report.council), "title": .text("Non-attendance"),
                "columns": .texts(register.columns), "notices": .list(notices), "notes": .texts(report.notes),
            ])
    }

    /// The page of any other answer, made of its text (``PagePart``).
    ///
    /// - Parameters:
    ///   - title: what was asked, such as "Meetings".
    ///   - isOfOne: whether the answer is about one thing, by whose name the page goes then.
    ///   - text: the answer in the style of a page.
    public static func answer(
        titled title: String, isOfOne: Bool = false, _ text: String, on basis: Basis?, template: String
    ) throws(TemplateError) -> String {
        let provenance = basis?.provenanceNote ?? ""
        // What stands at the head of the page already is not said again.
        var parts = PagePart.parts(of: text).filter { $0 != .text(provenance, depth: 0) }
        let title = (isOfOne ? PagePart.takeTitle(of: &parts) : nil) ?? title
        let rests = basis.map { "From the record up to entry \($0.position), as at \($0.asAt.spoken)." }
        return try render(
            "answer.html", template, under: provenance,
            [
                "council": .text(basis?.council ?? ""), "title": .text(title),
                "parts": .list(parts.map { .object($0.values) }), "basis": .text(rests ?? ""),
            ])
    }

    private static func rows(_ rows: [[String]]) -> TemplateValue {
        .list(rows.map { .object(["cells": .texts($0)]) })
    }

    /// - Parameter provenance: that the page shows what no source bears out; empty where it does not.
    private static func render(
        _ name: String, _ template: String, under provenance: String, _ values: [String: TemplateValue]
    ) throws(TemplateError) -> String {
        var values = values
        values["provenance"] = .text(provenance)
        do throws(TemplateProblem) {
            return headed(try Template(template).render(values), provenance)
        } catch { throw TemplateError(template: name, problem: error.description) }
    }

    /// The page with what has to stand at its head. A council's own template may not name it: then it is put first.
    private static func headed(_ page: String, _ provenance: String) -> String {
        let note = escaped(provenance)
        guard !note.isEmpty, !page.contains(note) else { return page }
        let paragraph = "<p><strong>\(note)</strong></p>\n"
        guard let body = page.firstRange(of: "<body"),
            let end = page[body.upperBound...].firstIndex(of: ">")
        else { return paragraph + page }
        let start = page.index(after: end)
        return page[..<start] + "\n" + paragraph + page[start...]
    }

    /// A text with what HTML needs escaped.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

extension PagePart {
    /// The heading with which an answer begins, taken out of its parts; nil if it begins otherwise.
    fileprivate static func takeTitle(of parts: inout [PagePart]) -> String? {
        let first = parts.firstIndex { part in
            if case .text = part { false } else { true }
        }
        guard let first else { return nil }
        switch parts[first] {
        case .heading(let title):
            parts.remove(at: first)
            return title
        case .block(let title, let fields):
            parts[first] = .block(title: "", fields: fields)
            return title
        case .text, .table: return nil
        }
    }

    /// What a template is given of it; of each part it has one of heading, text, rows and fields.
    fileprivate var values: [String: TemplateValue] {
        var values: [String: TemplateValue] = [
            "heading": .text(""), "text": .text(""), "depth": .text(""), "rows": .list([]),
            "columns": .list([]), "fields": .list([]),
        ]
        switch self {
        case .heading(let text): values["heading"] = .text(text)
        case .text(let text, let depth):
            (values["text"], values["depth"]) = (.text(text), .text("\(min(depth, 3))"))
        case .table(let table):
            values["columns"] = .list(table.columns.map { .object($0.values) })
            values["rows"] = .list(
                Self.enclosed(table.rows.map { ["cells": .list(cells(of: $0, in: table))] }))
        case .block(let title, let fields):
            values["heading"] = .text(title)
            values["fields"] = .list(Self.enclosed(fields.map { Self.field($0.label, $0.lines) }))
        }
        return values
    }

    private func cells(of row: [TextTable.Cell], in table: TextTable) -> [TemplateValue] {
        zip(table.columns, row).map { column, cell in
            .object(column.values.merging(["text": .text(cell.text)]) { first, _ in first })
        }
    }

    private static func field(_ label: String, _ lines: [String]) -> [String: TemplateValue] {
        let shown = lines.enumerated().map { index, line in
            TemplateValue.object(["line": .text(line), "isnext": .truth(index > 0)])
        }
        return ["label": .text(label), "lines": .list(shown)]
    }

    /// The items, of which the first and the last know that they are.
    private static func enclosed(_ items: [[String: TemplateValue]]) -> [TemplateValue] {
        items.enumerated().map { index, item in
            let place: [String: TemplateValue] = [
                "isfirst": .truth(index == 0), "islast": .truth(index == items.count - 1),
            ]
            return .object(item.merging(place) { first, _ in first })
        }
    }
}

extension TextTable.Column {
    fileprivate var values: [String: TemplateValue] {
        ["label": .text(title), "align": .text(alignment == .trailing ? "number" : "")]
    }
}

// Letters and registers as pages: what a template is given. A council can have templates of its own.

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
                "strip": .text(StripPicture.svg(member.strip, label: "Attendance of \(member.name)")),
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

// Letters and registers as pages: what a template is given, and the templates themselves, which stand in a
// directory and can be changed without building.

import Mustache
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
/// `{{#rows}} … {{/rows}}` is repeated. What they are given is listed in `config/templates/README.md`.
public enum Page {
    /// The page of a notice's letter to one recipient.
    public static func letter(
        _ notice: NoticeValue, followUp: FollowUpValue? = nil, to recipient: RecipientValue, council: String,
        template: String
    ) throws(TemplateError) -> String {
        let content = LetterContent(notice, followUp: followUp, to: recipient, council: council)
        return try render(
            "letter.html", template,
            [
                "council": content.council, "address": content.address, "subject": content.subject,
                "date": content.date, "opening": content.opening, "tabletitle": content.tableTitle,
                "columns": content.columns, "rows": content.rows.map { row(["cells": $0]) },
                "strip": StripPicture.svg(content.strip, label: "Attendance, oldest first"),
                "striptext": content.strip.text, "closing": content.closing,
            ])
    }

    /// The register of attendance.
    public static func register(_ report: AttendanceReport, template: String) throws(TemplateError) -> String
    {
        let content = RegisterContent(report)
        let members: [[String: Any]] = content.members.map { member in
            [
                "name": member.name,
                "cells": zip(content.columns.dropFirst(), member.cells).map { ["label": $0, "text": $1] },
                "few": member.isOfFew, "note": member.note,
                "strip": StripPicture.svg(member.strip, label: "Attendance of \(member.name)"),
                "striptext": member.strip.letters,
            ]
        }
        return try render(
            "attendance.html", template,
            [
                "council": content.council, "title": content.title, "columns": content.columns,
                "members": members, "notes": content.notes, "legend": content.legend,
                "hasfew": content.members.contains(where: \.isOfFew),
            ])
    }

    /// A register of notices.
    public static func register(_ report: NonAttendanceReport, template: String) throws(TemplateError)
        -> String
    {
        let (columns, rows) = report.register
        return try render(
            "non-attendance.html", template,
            [
                "council": report.council, "title": "Non-attendance", "columns": columns,
                "rows": rows.map { row(["cells": $0]) },
            ])
    }

    private static func row(_ values: [String: Any]) -> [String: Any] { values }

    private static func render(
        _ name: String, _ template: String, _ values: [String: Any]
    ) throws(TemplateError) -> String {
        do {
            return try MustacheTemplate(string: template).render(values)
        } catch { throw TemplateError(template: name, problem: "\(error)") }
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

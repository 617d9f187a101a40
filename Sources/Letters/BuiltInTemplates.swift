// The templates that come with the program: part of it, so that a page can be made whatever is installed where.

/// The pages' usual templates, which stand in the folder Templates beside this file.
public enum BuiltInTemplates {
    /// The template of that name, such as `letter.html`; nil if there is none.
    public static func text(_ name: String) -> String? {
        let bytes: [UInt8]
        switch name {
        case "letter.html": bytes = PackageResources.letter_html
        case "attendance.html": bytes = PackageResources.attendance_html
        case "non-attendance.html": bytes = PackageResources.non_attendance_html
        case "answer.html": bytes = PackageResources.answer_html
        default: return nil
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

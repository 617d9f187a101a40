// Where templates of pages stand, and reading them.

import ArgumentParser
import Glibc
import Letters

/// The templates that pages are made with.
struct TemplateOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The directory of templates. (default: $MINUTED_TEMPLATES, /etc/minuted/templates; "
                + "otherwise those built into the program)", valueName: "directory"),
        completion: .directory)
    var templates: String?

    /// The template of that name: from the first directory that has it, otherwise the program's own.
    func read(_ name: String) throws(Failure) -> String { try Self.read(name, in: templates) }

    /// The template of that name where no directory is given.
    static func usual(_ name: String) throws(Failure) -> String { try read(name, in: nil) }

    private static func read(_ name: String, in templates: String?) throws(Failure) -> String {
        let directories = directories(templates)
        guard let place = directories.first(where: { access("\($0)/\(name)", F_OK) == 0 }) else {
            if templates == nil, let builtIn = BuiltInTemplates.text(name) { return builtIn }
            throw Failure(
                .usage, "There is no template \(name) in \(directories.joined(separator: ", ")).",
                ["Leave out --templates to use the built-in ones."])
        }
        let path = "\(place)/\(name)"
        let bytes = try InputFile(path).readAll(atMost: 1 << 20)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(.usage, "\(path) is not UTF-8.")
        }
        return text
    }

    private static func directories(_ templates: String?) -> [String] {
        if let templates { return [templates] }
        let usual = ["/etc/minuted/templates"]
        guard let named = getenv("MINUTED_TEMPLATES"), named.pointee != 0 else { return usual }
        return [String(cString: named)] + usual
    }
}

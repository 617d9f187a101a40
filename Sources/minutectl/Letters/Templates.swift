// Where templates of pages stand, and reading them.

import ArgumentParser
import Glibc

/// The templates that pages are made with.
struct TemplateOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The directory of templates. (default: $MINUTED_TEMPLATES, /etc/minuted/templates, "
                + "/usr/share/minuted/templates)", valueName: "directory"),
        completion: .directory)
    var templates: String?

    /// The template of that name, from the first directory that has it.
    func read(_ name: String) throws(Failure) -> String {
        let places = directories
        var path: String?
        for place in places where path == nil && access("\(place)/\(name)", R_OK) == 0 {
            path = "\(place)/\(name)"
        }
        guard let path else {
            throw Failure(
                .usage, "There is no template \(name) in \(places.joined(separator: ", ")).",
                ["Give its directory with --templates."])
        }
        let bytes = try InputFile(path).readAll(atMost: 1 << 20)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(.usage, "\(path) is not UTF-8.")
        }
        return text
    }

    private var directories: [String] {
        if let templates { return [templates] }
        let usual = ["/etc/minuted/templates", "/usr/share/minuted/templates"]
        guard let named = getenv("MINUTED_TEMPLATES"), named.pointee != 0 else { return usual }
        return [String(cString: named)] + usual
    }
}

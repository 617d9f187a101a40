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
        var places = ["/etc/minuted/templates", "/usr/share/minuted/templates"]
        if let templates {
            places = [templates]
        } else if let named = getenv("MINUTED_TEMPLATES").map({ String(cString: $0) as String }), !named.isEmpty {
            places.insert(named, at: 0)
        }
        guard let path = places.lazy.map({ (place: String) -> String in "\(place)/\(name)" }).first(where: { (path: String) in
            access(path, R_OK) == 0
        }) else {
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
}

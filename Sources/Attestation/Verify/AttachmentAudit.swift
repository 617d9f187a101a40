// Attachments, audited: every file that an entry names has to lie beside the log, with that very content.

import Codec
import Governance
import Ledger
import Publication

enum AttachmentAudit {
    /// Looks at each attached content.
    ///
    /// - Parameter directory: the state directory.
    /// - Returns: what is missing or altered, each with the entry that names it; and what was found in order.
    static func run(
        _ file: LedgerFile, _ directory: String
    ) throws(StorageFailure) -> (damage: [String], remarks: [String]) {
        let contents = ContentStore(directory: "\(directory)/attachments")
        var (damage, whole): ([String], Int) = ([], 0)
        for (seq, bytes) in try file.entries(ofType: AttachmentAdded.type) {
            guard let data = try? JSONDocument(bytes).root["data"],
                let attachment = try? AttachmentAdded(reading: data)
            else {
                damage.append("entry \(seq) attaches a file, but its data cannot be read")
                continue
            }
            do throws(ContentProblem) {
                _ = try contents.read(attachment.sha256.text, size: attachment.size)
                whole += 1
            } catch {
                damage.append(
                    "entry \(seq) attaches \(attachment.name) to \(attachment.record): \(error)")
            }
        }
        return (damage, whole == 0 ? [] : ["attachments: \(whole) files are unchanged"])
    }
}

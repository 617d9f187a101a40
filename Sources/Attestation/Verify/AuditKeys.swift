// Which key an audit goes by: the auditor's own, or for want of it the one that lies with the log.

import Evidence
import Publication

enum AuditKeys {
    /// The log's keys.
    ///
    /// - Parameter damage: gets a finding when the key that lies with the log is another one.
    static func keys(
        _ inputs: AuditInputs, directory: String, damage: inout [String], remarks: inout [String]
    ) throws(AuditError) -> KeyHistory {
        var own: VerifierKey?
        do throws(FileFailure) { own = try VerifierKeyFile.read(directory) } catch {
            guard inputs.key != nil else { throw .key(error.description) }
            damage.append(error.description)
        }
        if let key = inputs.key, let own, own != key {
            damage.append("the file vkey has another key than the one that was given: \(own)")
        }
        if inputs.key == nil {
            remarks.append("the key was taken from the log itself; one from elsewhere (--vkey) says more")
        }
        guard let key = inputs.key ?? own else { throw .noKey(directory) }
        do throws(KeyHistoryError) { return try KeyHistory(first: key) } catch {
            throw .key(error.description)
        }
    }
}

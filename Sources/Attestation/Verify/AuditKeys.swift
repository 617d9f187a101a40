// Which keys an audit goes by: the first is the auditor's own, else the one stored with the log;
// every other one has to be handed over to in an entry.

import Evidence
import Governance
import Publication

/// The keys of a log under audit.
struct AuditKeys {
    /// As the entries tell.
    private(set) var log: LogKeys
    /// The trees that the handovers stand for.
    private(set) var handovers: [TreeHead] = []
    var damage: [String] = []
    var remarks: [String] = []
    /// The keys in the file that lies with the log.
    let listed: KeyHistory?

    /// The first key.
    init(_ inputs: AuditInputs, directory: String) throws(AuditError) {
        var listed: KeyHistory?
        do throws(FileFailure) { listed = try VerifierKeyFile.read(directory) } catch {
            guard inputs.keys != nil else { throw .key(error.description) }
            damage.append(error.description)
        }
        self.listed = listed
        let own = listed?.epochs.first?.key
        let first = inputs.keys?.epochs.first?.key
        if let first, let own, own != first {
            damage.append("the file vkey has a different key from the one given: \(own)")
        }
        if first == nil {
            remarks.append("the key was taken from the log itself; one from elsewhere (--vkey) proves more")
        }
        guard let key = first ?? own else { throw .noKey(directory) }
        do throws(KeyHistoryError) { log = try LogKeys(first: key) } catch { throw .key(error.description) }
    }

    /// The keys and what each counts for.
    var history: KeyHistory {
        get throws(AuditError) {
            guard let history = log.history else { throw .key("there is none") }
            return history
        }
    }

    /// Takes an entry in that says that it changes the key.
    mutating func take(entry bytes: [UInt8], seq: Int) {
        do throws(SuccessionError) {
            let read = bytes.withUnsafeBytes { raw in
                Result { () throws(SuccessionError) in try log.take(entry: raw, seq: seq) }
            }
            handovers.append(
                TreeHead(
                    label: "the handover in entry \(seq)", size: UInt64(seq - 1), root: try read.get(),
                    source: .own))
        } catch {
            damage.append(error.description)
        }
    }

    /// Holds the entries' keys against those that are listed.
    ///
    /// - Parameter mayLag: whether the list may be an older one: that of a running daemon.
    mutating func compare(_ inputs: AuditInputs, mayLag: Bool) throws(AuditError) {
        let history = try history
        if let listed, listed.epochs.first?.key == history.epochs.first?.key,
            mayLag ? !history.continues(listed) : history != listed
        {
            damage.append("the file vkey lists different keys from those that the entries name")
        }
        if let given = inputs.keys, !history.continues(given) {
            damage.append("the keys given are not those that the entries name")
        }
        remarks += log.remarks
    }
}

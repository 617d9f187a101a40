// The record as the keeper's thread holds it: the log's writer, and the state that commands are decided
// against, brought along with every entry.

import Codec
import Digests
import Governance
import Ledger
import Projections
import Reports

/// The writer and the state. Confined to the keeper's thread.
final class RecordBook {
    let writer: LedgerWriter
    let ledger: LedgerStore
    private let clock: Clock
    private let letters: LetterDigests
    var state: State
    var council: CouncilClock?
    /// The length of an attachment's content that is kept; nil if attachments come without.
    var contentSize: (@Sendable (ContentDigest) -> Int?)?
    /// The records outside the directory that are in the state, with the keys that they are found by.
    var isLoaded: Set<String> = []
    /// Those of them that the submission under way touches: the writer does not know yet what it adds.
    private var touched = SortedStreams()
    /// What a submission under way that may come to nothing has added to these two.
    private var added: (loaded: [String], touched: [String])?
    /// The records to which the submission under way adds something unsourced: the writer does not know it yet.
    var unsourced: [String: ProvenanceKind] = [:]

    /// Which meetings begin on a day, of those whose identifiers do not say so.
    private var meetingDays = MeetingDays()
    /// What records are called.
    private var titles = TitleIndex()

    /// How many records are kept in the state between commits, and between the entries of a file.
    private let kept: Int

    init(
        ledger: LedgerStore, clock: Clock, observers: [any AppendObserver], letters: LetterDigests, kept: Int,
        directory: (Int) -> Directory?
    ) throws {
        (self.ledger, self.clock, self.letters, self.kept) = (ledger, clock, letters, kept)
        writer = try ledger.makeWriter(observers: observers, random: clock.entropy)
        state = State()
        state.directory = try directory(writer.lastSeq) ?? ledger.directory()
        council = try state.directory.council.map { try CouncilClock(zone: $0.timeZone) }
    }

    var lastSeq: Int { writer.lastSeq }

    // MARK: - Batches

    func begin() throws(AppendError) { try writer.begin() }

    func commit() throws(AppendError) {
        try writer.commit()
        forget()
    }

    /// Ends the batch; what is decided from now on rests on it.
    func seal() throws(AppendError) -> SealedBatch { try writer.seal() }

    /// Whether so much is at hand that it is time to ``forget()``, once all is committed: some of what is under way
    /// is looked for nowhere else.
    var isCrowded: Bool { isLoaded.count > kept || meetingDays.isCrowded || titles.isCrowded }

    /// After a batch that came to nothing: back to what is in the log.
    ///
    /// - Parameter directory: as it was before the batch, where that is at hand; read again, as a start does, if not.
    func startOver(_ directory: Directory? = nil) {
        writer.rollback()
        state = State()
        (isLoaded, touched, added) = ([], SortedStreams(), nil)
        // The log was read a moment ago; if it cannot be read now, commands are refused for lack of a council.
        state.directory = directory ?? (try? ledger.directory()) ?? Directory()
    }

    /// Records do not pile up in memory: when there are many, they are read again when they are needed.
    func forget() {
        // What is read again is what is committed: while more is under way, its names are the only ones.
        if writer.isSettled {
            meetingDays.forget()
            titles.forget()
        }
        guard isLoaded.count > kept else { return }
        let directory = state.directory
        (state, isLoaded) = (State(), [])
        state.directory = directory
    }

    // MARK: - Recording

    /// The receipts of a submission of which every command was recorded before, also while nothing may be recorded;
    /// nil if one was not.
    func repeats(_ submission: Submission) -> [CommandReceipt]? {
        guard !submission.commands.isEmpty else { return nil }
        var receipts: [CommandReceipt] = []
        for submitted in submission.commands {
            guard let receipt = try? repeated(submitted) else { return nil }
            receipts.append(receipt)
        }
        return receipts
    }

    /// Decides and appends a submission: all of its commands or none.
    ///
    /// - Throws: a fatal failure of the log, which ends the batch.
    func record(_ submission: Submission) throws(AppendError) -> Result<[CommandReceipt], SubmissionFailure> {
        // What may come to nothing after an event has been taken in has to be taken back then: several commands
        // stand or fall together, and some checks look at the events that were proposed.
        let isTrial =
            submission.isDryRun || submission.commands.count > 1 || state.directory.council == nil
            || submission.commands.contains { $0.expectedVersion != nil }
        (touched, unsourced) = (SortedStreams(), [:])
        writer.beginLookingUp()
        defer { writer.endLookingUp() }
        if isTrial {
            added = ([], [])
            state.beginUndo()
        }
        var prepared: [Prepared] = []
        var named: Set<String> = []
        for (index, submitted) in submission.commands.enumerated() {
            do throws(Rejection) {
                let moment = try moment()
                if let id = submitted.commandId, !named.insert(id).inserted { throw Self.namedTwice(id) }
                if let receipt = try repeated(submitted) {
                    prepared.append(Prepared(submitted, receipt: receipt, moment: moment))
                } else {
                    prepared.append(
                        Prepared(submitted, try decide(submitted, at: moment), moment: moment))
                }
            } catch {
                if isTrial { takeBack() }
                return .failure(.refused(command: index, error))
            }
        }
        if submission.isDryRun {
            takeBack()
            return .success(prepared.map { $0.outcome(appended: [], isDryRun: true) })
        }
        state.endUndo()
        added = nil
        var receipts: [CommandReceipt] = []
        for one in prepared { receipts.append(try append(one, actor: submission.actor)) }
        return .success(receipts)
    }

    /// Takes back what commands added that are not recorded after all. Records that were read for them stay at hand.
    private func takeBack() {
        state.takeBack()
        for stream in added?.loaded ?? [] { isLoaded.remove(stream) }
        for stream in added?.touched ?? [] { touched.remove(stream) }
        added = nil
        if state.directory.council == nil { council = nil }
    }

    /// A command on its way to the log.
    private struct Prepared {
        let submitted: SubmittedCommand
        let moment: Moment
        var admitted: [Admitted] = []
        var notes: [String] = []
        var isComplete = true
        var receipt: CommandReceipt?

        init(_ submitted: SubmittedCommand, _ decided: Decided, moment: Moment) {
            (self.submitted, admitted, self.moment) = (submitted, decided.events, moment)
            (notes, isComplete) = (decided.notes, decided.isComplete)
        }

        init(_ submitted: SubmittedCommand, receipt: CommandReceipt, moment: Moment) {
            (self.submitted, self.receipt, self.moment) = (submitted, receipt, moment)
        }

        func outcome(appended: [Appended], isDryRun: Bool) -> CommandReceipt {
            if let receipt { return receipt }
            var receipt = CommandReceipt()
            receipt.commandId = submitted.commandId
            receipt.isChange = !admitted.isEmpty
            receipt.isDryRun = isDryRun
            (receipt.notes, receipt.isPartial) = (notes, isComplete ? nil : true)
            (receipt.first, receipt.last) = (appended.first?.seq, appended.last?.seq)
            if admitted.count > CommandReceipt.longestList {
                receipt.unlisted = admitted.count - CommandReceipt.longestList
            }
            for (index, one) in admitted.prefix(CommandReceipt.longestList).enumerated() {
                var entry = RecordedEntry()
                if !isDryRun { (entry.seq, entry.id) = (appended[index].seq, appended[index].id) }
                entry.type = type(of: one.event.payload).type
                entry.subject = one.event.payload.stream.text
                entry.data = JSONObject(json: one.data)
                receipt.entries.append(entry)
            }
            return receipt
        }
    }

    private static func namedTwice(_ id: String) -> Rejection {
        Rejection(
            "command-id", id, "Two commands in this submission have the identifier \(id).",
            remedy: "Give each command a different identifier.")
    }

    func moment() throws(Rejection) -> Moment {
        let now = now()
        // Before there is a council its zone is not known; London's is what the founding starts from.
        if council == nil {
            do throws(UnknownZone) { council = try CouncilClock(zone: CouncilFounded().timeZone) } catch {
                throw Rejection(
                    "time-zone", "council", error.description, remedy: "Install tzdata and try again.")
            }
        }
        let zone = council
        return Moment(
            instant: now, local: zone?.local(now) ?? CivilDateTime(startOf: .first),
            entropy: clock.entropy(), timesShown: { zone?.timesShown($0) ?? 1 })
    }

    /// The clock's time, as it is recorded: by a little it never runs backwards (``LogInstant/tolerance``).
    private func now() -> Instant {
        let now = clock.now()
        let last = Int64(writer.lastRecordedTime.milliseconds) * 1_000
        guard last > now.microseconds, last - now.microseconds <= Int64(LogInstant.tolerance) * 1_000 else {
            return now
        }
        return Instant(microseconds: last) ?? now
    }

    private func decide(_ submitted: SubmittedCommand, at moment: Moment) throws(Rejection) -> Decided {
        if state.directory.council == nil, !(submitted.command is ApplyConstitution) {
            throw Rejection.noCouncil
        }
        if let attachment = submitted.command as? AddAttachment { try expectContent(of: attachment) }
        var found: [Need: [String]] = [:]
        for need in submitted.command.needs(in: state.directory, on: moment.today) {
            found[need] = try find(need)
        }
        defer { state.histories = Histories() }
        let decided = try decideOpened(submitted.command, found, moment, submitted.provenance)
        let admitted = decided.events
        if let expected = submitted.expectedVersion { try check(expected, admitted) }
        for one in admitted { touch(one.event) }
        noteUnsourced(admitted, submitted.provenance)
        if case .councilFounded(let founded)? = admitted.first?.event {
            do throws(UnknownZone) { council = try CouncilClock(zone: founded.timeZone) } catch {
                throw Rejection(
                    "time-zone", "council/\(founded.council)", error.description,
                    remedy: "Give a zone like Europe/London.")
            }
        }
        return decided
    }

    /// What an entry names has to be on the disk before the entry is.
    private func expectContent(of attachment: AddAttachment) throws(Rejection) {
        guard let contentSize, contentSize(attachment.sha256) != attachment.size else { return }
        throw Rejection(
            "content-kept", attachment.record, "The daemon does not have the content of \(attachment.name).",
            remedy: "Attach the file with `minutectl attachment add RECORD FILE`, which sends it first.")
    }

    private func decideOpened(
        _ command: some Command, _ found: [Need: [String]], _ moment: Moment, _ provenance: Provenance?
    ) throws(Rejection) -> Decided {
        let weakest = { (records: Set<Governance.Stream>) throws(Rejection) -> ProvenanceKind? in
            try self.weakestProvenance(of: records, with: provenance)
        }
        return try Governance.decide(command, in: &state, found: found, at: moment) {
            event, state throws(Rejection) in
            try letters.finishing(event, in: state, weakest: weakest)
        }
    }

    private func check(_ expected: Int, _ admitted: [Admitted]) throws(Rejection) {
        guard let stream = admitted.first?.event.payload.stream.text else { return }
        let actual = (try? writer.version(of: stream)) ?? 0
        guard actual == expected else {
            throw Rejection(
                "expected-version", stream,
                "The record is at version \(actual), not \(expected): it has changed since.",
                remedy: "Check it again before you decide.")
        }
    }

    // MARK: - Records that commands name

    /// The identifiers that a need may mean, with their records in the state.
    private func find(_ need: Need) throws(Rejection) -> [String] {
        if need.kind == .entry { return try findEntry(need) }
        if need.kind == .follower { return try findFollowers(need) }
        let exact = need.streamPrefix
        if !need.isForNew, need.day == nil, isLoaded.contains(exact) { return [need.reference] }
        do {
            let most = need.isForNew || need.day != nil ? 100 : 11
            var streams = Set(try writer.streams(prefix: exact, limit: most))
            if need.isForNew || need.day != nil, streams.count == most {
                streams.formUnion(try numbered(exact))
            }
            streams.formUnion(touched.beginning(with: exact))
            if let day = need.day {
                streams.formUnion(try meetingDays.streams(on: day, in: ledger))
                for stream in streams { try load(stream) }
                return streams.map { String($0.dropFirst(need.kind.rawValue.count + 1)) }.sorted()
            }
            if !need.isForNew, streams.contains(exact) { streams = [exact] }
            if !need.isForNew, streams.isEmpty { streams = try named(need) }
            for stream in streams { try load(stream) }
            return streams.map { String($0.dropFirst(need.kind.rawValue.count + 1)) }.sorted()
        } catch {
            throw Rejection(
                "readable", exact, "The log cannot be read: \(error).",
                remedy: "Check the journal. Nothing was recorded.")
        }
    }

    /// The records that are called as the need says, those that were withdrawn only where no others are.
    private func named(_ need: Need) throws -> Set<String> {
        let found = try titles.matching(need.reference, need.kind, in: ledger).map {
            "\(need.kind.rawValue)/\($0)"
        }
        guard found.count > 1 else { return Set(found) }
        for stream in found { try load(stream) }
        let standing = try found.filter { !state.isWithdrawn(try Stream(text: $0)) }
        return Set(standing.isEmpty ? found : standing)
    }

    /// The records of one name, which differ by a number behind it, up to the first number that is free: a council has
    /// hundreds of decisions called "Minutes of the last meeting".
    private func numbered(_ exact: String) throws -> [String] {
        var found: [String] = []
        var next = exact
        while try isLoaded.contains(next) || writer.version(of: next) > 0 {
            found.append(next)
            next = "\(exact)-\(found.count + 1)"
        }
        return found
    }

    /// The place of an entry in its record, whose history is then at hand.
    private func findEntry(_ need: Need) throws(Rejection) -> [String] {
        do {
            guard let seq = Int(need.reference), let entry = try writer.entry(seq: seq) else { return [] }
            let record = try Event(entry).stream
            try load(record.text)
            try recall(record)
            let seqs = try writer.entries(stream: record.text)
            guard let index = seqs.firstIndex(where: { $0.seq == seq }) else { return [] }
            return [EntryPlace(of: index, among: try seqs.map { try Event($0) }).text]
        } catch {
            throw Rejection(
                "readable", "log", "The log cannot be read: \(error).",
                remedy: "Check the journal. Nothing was recorded.")
        }
    }

    /// Has a record's history at hand, with what the batch under way adds to it.
    func recall(_ record: Governance.Stream) throws {
        state.histories.events[record] = try writer.entries(stream: record.text).map { try Event($0) }
    }

    /// Notes that the batch adds an event to a record, which is in the state.
    func touch(_ event: Event) {
        noteNames(of: event)
        let stream = event.payload.stream.text
        if isLoaded.insert(stream).inserted { added?.loaded.append(stream) }
        if touched.insert(stream) { added?.touched.append(stream) }
    }

    /// Notes on which day a meeting is to begin, where its identifier does not say so, and what a record is called.
    func noteNames(of event: Event) {
        meetingDays.note(event)
        titles.note(event)
    }

    /// Brings a record into the state, with those that it speaks of: its rules may look at them.
    func load(_ stream: String) throws {
        // What the directory holds is in it from the start; taking it in again would double it.
        guard !isLoaded.contains(stream), try !Stream(text: stream).isOfDirectory else { return }
        let events = try writer.entries(stream: stream).map { try Event($0) }
        guard !events.isEmpty else { return }
        for event in TakenBackEntries.standing(events) { state.evolve(event) }
        isLoaded.insert(stream)
        do { for event in events { try loadReferences(of: event) } } catch {
            isLoaded.remove(stream)
            throw error
        }
    }

    func loadReferences(of event: Event) throws {
        for stream in event.payload.references { try load(stream.text) }
    }

    // MARK: - Appending

    private func append(_ one: Prepared, actor: String) throws(AppendError) -> CommandReceipt {
        if let receipt = one.receipt { return receipt }
        let recorded = LogInstant(milliseconds: Int(one.moment.instant.microseconds / 1_000))
        let commandId =
            one.submitted.commandId ?? "\(one.submitted.name)-\(String(one.moment.entropy, radix: 36))"
        let context = AppendContext(
            actor: actor, recordedTime: recorded, commandId: commandId,
            commandDigest: one.submitted.commandId.map { _ in Self.digest(one.submitted) })
        var appended: [Appended] = []
        for admitted in one.admitted {
            appended.append(try append(admitted, context, one.submitted.provenance))
        }
        return one.outcome(appended: appended, isDryRun: false)
    }

    func append(
        _ admitted: Admitted, _ context: AppendContext, _ provenance: Provenance? = nil,
        original: ImportedEntry? = nil
    ) throws(AppendError) -> Appended {
        let attributes = provenance?.attributes ?? []
        if case .councilFounded(let founded) = admitted.event {
            return try writer.found(founded, context, extensions: attributes)
        }
        let payload = admitted.event.payload
        let stream = payload.stream.text
        let time = admitted.effective.flatMap { local in council?.rfc3339(local) } ?? original?.time
        return try writer.append(
            Draft(
                type: type(of: payload).type, stream: stream,
                streamVersion: try writer.version(of: stream) + 1,
                time: time ?? context.recordedTime.description,
                dataSchemaVersion: type(of: payload).schemaVersion, data: admitted.data,
                extensions: (original?.envelope ?? []) + attributes),
            context)
    }

    // MARK: - Receipts

    private static func digest(_ submitted: SubmittedCommand) -> String {
        var hash = SHA256()
        hash.update(Array(submitted.name.utf8) + [0x0A])
        hash.update(submitted.command.json)
        if let provenance = submitted.provenance {
            hash.update(Array("\n\(provenance.kind.rawValue)\n\(provenance.place ?? "")".utf8))
        }
        return hash.finalize().hex
    }

    /// The receipt of a command that was recorded before; nil if it was not.
    private func repeated(_ submitted: SubmittedCommand) throws(Rejection) -> CommandReceipt? {
        guard let id = submitted.commandId else { return nil }
        let known: Receipt?
        do throws(AppendError) { known = try writer.receipt(of: id) } catch {
            throw Rejection(
                "readable", id, "Receipts cannot be read: \(error).", remedy: "Check the journal.")
        }
        guard let known else { return nil }
        guard known.digest == Self.digest(submitted) else {
            throw Rejection(
                "command-id", id, "Another command was recorded under the identifier \(id).",
                remedy: "Give each command a different identifier.")
        }
        var receipt = CommandReceipt()
        receipt.commandId = id
        receipt.isRepeated = true
        (receipt.first, receipt.last) = (known.entries.lowerBound, known.entries.upperBound)
        receipt.isChange = true
        return receipt
    }
}

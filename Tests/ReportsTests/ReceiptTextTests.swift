// What a clerk reads after a command: what was recorded, or why not and what to do.

import Codec
import Governance
import Reports
import Testing

@Suite("Receipts and refusals as text")
struct ReceiptTextTests {
    private func receipt(_ first: Int?, _ last: Int?, repeated: Bool = false) -> String {
        make(CommandReceipt()) {
            ($0.first, $0.last, $0.isRepeated, $0.isChange) = (first, last, repeated, first != nil)
        }.text(TextStyle())
    }

    @Test("One entry, several, none, and those of before")
    func sentences() {
        #expect(receipt(42, 42) == "Recorded as entry 42.\n")
        #expect(receipt(42, 47) == "Recorded as entries 42 to 47.\n")
        #expect(receipt(nil, nil) == "No change: already recorded.\n")
        #expect(receipt(42, 42, repeated: true) == "Recorded before, as entry 42.\n")
        #expect(receipt(42, 47, repeated: true) == "Recorded before, as entries 42 to 47.\n")
    }

    @Test("What could not be recorded is said, and never that it is recorded already")
    func partial() {
        var receipt = CommandReceipt()
        (receipt.isPartial, receipt.notes) = (true, ["Council: the record says A, the document B."])
        same(
            receipt.text(TextStyle()),
            """
            Nothing recorded, but the record differs from what was sent:
              Council: the record says A, the document B.

            """)
        (receipt.first, receipt.last, receipt.isChange) = (42, 42, true)
        #expect(receipt.text(TextStyle()).hasPrefix("Recorded as entry 42, but not everything:\n"))
    }

    @Test("A dry run shows what would be recorded")
    func dryRun() throws {
        let data =
            #"{"meeting":"malap-2007-09-06","entries":[{"person":"hart","standing":"present"},{"person":"moss","standing":"absent"}]}"#
        let receipt = make(CommandReceipt()) {
            ($0.isDryRun, $0.isChange) = (true, true)
            $0.entries = [
                make(RecordedEntry()) {
                    $0.type = "org.minuted.attendance.recorded"
                    $0.subject = "meeting/malap-2007-09-06"
                    $0.data = JSONObject(json: Array(data.utf8))
                }
            ]
        }
        same(
            receipt.text(TextStyle()),
            """
            Would record: 1 entry. Nothing has been recorded.

              attendance recorded, meeting/malap-2007-09-06
                meeting: malap-2007-09-06
                entries: person hart, standing present
                         person moss, standing absent

            """)
        let nothing = make(CommandReceipt()) { $0.isDryRun = true }
        #expect(nothing.text(TextStyle()) == "No change: already recorded.\n")
    }
}

// The roll that is ticked off on a terminal: what each key does, and what is seen.

import Governance
import Testing

@testable import minutectl

@Suite("The roll on the terminal")
struct RollEditorTests {
    private func editor(_ count: Int) -> RollEditor {
        RollEditor(
            title: "Cabinet, 10am",
            members: (0..<count).map {
                RollEditor.Member(
                    person: "p-\($0)", name: "Councillor \($0)", group: "Group One", standing: nil)
            })
    }

    private func standings(_ editor: RollEditor) -> [Standing?] { editor.members.map(\.standing) }

    @Test("nobody is marked by the program, and a mark goes on to the next")
    func marks() {
        var roll = editor(4)
        #expect(standings(roll) == [nil, nil, nil, nil])
        for key in [.mark(.present), .mark(.apologies), .mark(.absent)] as [RollEditor.Key] {
            #expect(roll.press(key) == .goesOn)
        }
        #expect(standings(roll) == [.present, .apologies, .absent, nil] && roll.cursor == 3)
        // At the last line the cursor stays.
        _ = roll.press(.mark(.presentVirtually))
        #expect(standings(roll).last == .presentVirtually && roll.cursor == 3)
        _ = roll.press(.up)
        _ = roll.press(.clear)
        #expect(standings(roll) == [.present, .apologies, nil, .presentVirtually])
    }

    @Test("all others are marked at once, and those who have a mark keep it")
    func rest() {
        var roll = editor(3)
        _ = roll.press(.mark(.apologies))
        _ = roll.press(.markRest(.present))
        #expect(standings(roll) == [.apologies, .present, .present])
        _ = roll.press(.markRest(.absent))
        #expect(standings(roll) == [.apologies, .present, .present])
        #expect(roll.press(.finish) == .finished)
    }

    @Test("with members unmarked it is finished by asking twice, and anything between takes that back")
    func unmarked() {
        var roll = editor(2)
        _ = roll.press(.mark(.present))
        #expect(roll.press(.finish) == .goesOn && roll.isAsked)
        #expect(roll.screen(width: 80, height: 24).contains { $0.contains("1 member has no mark") })
        _ = roll.press(.up)
        #expect(!roll.isAsked && roll.press(.finish) == .goesOn)
        #expect(roll.press(.other) == .goesOn && roll.isAsked)
        #expect(roll.press(.finish) == .finished)
        #expect(roll.press(.quit) == .quit)
    }

    @Test("the cursor stays within the list", arguments: [1, 3, 36])
    func moving(_ count: Int) {
        var roll = editor(count)
        for key in [.up, .pageUp, .first] as [RollEditor.Key] {
            _ = roll.press(key)
            #expect(roll.cursor == 0)
        }
        for key in [.last, .down, .pageDown] as [RollEditor.Key] {
            _ = roll.press(key)
            #expect(roll.cursor == count - 1)
        }
        _ = roll.press(.pageUp)
        #expect(roll.cursor == max(0, count - 11))
    }

    @Test("the screen holds the cursor's line, the sums and the keys, whatever its size")
    func screen() {
        for (width, height) in [(80, 24), (40, 10), (200, 60)] {
            var roll = editor(36)
            for place in 0..<36 {
                let lines = roll.screen(width: width, height: height)
                #expect(lines.count <= height, "\(width) × \(height)")
                #expect(lines.allSatisfy { $0.count <= width }, "\(width) × \(height)")
                #expect(lines.filter { $0.hasPrefix(">") }.count == 1)
                #expect(lines.contains { $0.hasPrefix("> [.] Councillor \(place)".prefix(width - 1)) })
                _ = roll.press(.down)
            }
        }
        var marked = editor(2)
        _ = marked.press(.mark(.apologies))
        let lines = marked.screen(width: 80, height: 24)
        #expect(lines.contains("  [A] Councillor 0, Group One  apologies"))
        #expect(lines.contains("apologies 1, not marked 1"))
    }
}

// The strip of a year's attendance as a picture: inline SVG, told apart by letter, tone and outline and not
// by colour alone, with the same in words for those who do not see it.

import Governance
import Reports

/// A strip as SVG.
enum StripPicture {
    private static let (width, height, gap) = (26, 30, 4)

    /// The picture; empty for an empty strip.
    ///
    /// - Parameters:
    ///   - label: what it shows, for those who hear the page.
    ///   - columns: how many meetings stand in a line, so that strips below each other are of one size; nil for as many as
    ///     there are, up to 20.
    static func svg(_ strip: AttendanceStrip, label: String, columns: Int? = nil) -> String {
        guard !strip.isEmpty else { return "" }
        let columns = columns ?? min(strip.cells.count, 20)
        let total = columns * (width + gap) - gap
        let depth = (strip.cells.count + columns - 1) / columns * (height + gap) - gap
        let words = strip.cells.map { "\($0.date.short): \($0.words)" }.joined(separator: "; ")
        var parts = [
            """
            <svg class="strip" role="img" aria-label="\(Page.escaped("\(label): \(words)"))" \
            viewBox="-1 -1 \(total + 2) \(depth + 2)" width="\(total + 2)" height="\(depth + 2)" \
            xmlns="http://www.w3.org/2000/svg">
            """
        ]
        for (index, cell) in strip.cells.enumerated() {
            let style = style(of: cell)
            let (x, y) = (index % columns * (width + gap), index / columns * (height + gap))
            parts.append(
                """
                <g><title>\(Page.escaped("\(cell.date.short): \(cell.words)"))</title>\
                <rect x="\(x)" y="\(y)" width="\(width)" height="\(height)" rx="3" fill="\(style.fill)" \
                stroke="\(style.line)" stroke-width="1.5"\(style.isDashed ? " stroke-dasharray=\"3 2\"" : "")/>\
                <text x="\(x + width / 2)" y="\(y + 20)" text-anchor="middle" font-family="sans-serif" \
                font-size="14" font-weight="bold" fill="\(style.ink)">\(cell.letter)</text></g>
                """)
        }
        parts.append("</svg>")
        return parts.joined(separator: "\n")
    }

    /// Tones with a contrast of at least 4.5 : 1 between letter and ground, and 3 : 1 against white paper.
    private static func style(
        of cell: AttendanceStrip.Cell
    ) -> (fill: String, line: String, ink: String, isDashed: Bool) {
        switch cell.letter {
        case "P", "V": ("#1d5f3a", "#1d5f3a", "#ffffff", false)
        case "s", "v": ("#e3efe8", "#1d5f3a", "#12402a", false)
        case "a": ("#ffe7a8", "#7a5200", "#4a3200", false)
        case "A": ("#a3201d", "#a3201d", "#ffffff", false)
        default: ("#ffffff", "#6b6b6b", "#4a4a4a", true)
        }
    }
}

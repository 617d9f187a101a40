// How a report is shown as text: how wide, in colour or not, with its headings or bare.

public import Governance

/// How a report is shown as text.
///
/// The default is for a pipe or a file: no width, no colour, everything named.
public struct TextStyle: Sendable, Equatable {
    /// The width of the terminal in characters; nil where there is none, and tables take what they need.
    public var width: Int?
    /// Whether to use the colours of an ANSI terminal (ECMA-48).
    public var isColored = false
    /// Whether tables have headers, and reports a line on what they list; `--no-legend` turns it off.
    public var hasLegend = true
    /// Whether long texts are shown whole and no cell of a table is shortened.
    public var isFull = false
    /// Whether registers show a block for each item instead of a table.
    public var isDetailed = false
    /// The council's day today. A report of another day says so; where nil, every report says its day.
    public var today: CivilDate?
    /// By which clocks times are written.
    public var localTime = LocalTime.utc
    /// Whether the text is on its way to a web page (``PagePart``).
    public var isPage = false

    public init() {}

    /// The style of a page, which has all texts in full and wraps them itself.
    public static func page(isDetailed: Bool, today: CivilDate?, localTime: LocalTime) -> TextStyle {
        var style = TextStyle(isFull: true, isDetailed: isDetailed, today: today, localTime: localTime)
        style.isPage = true
        return style
    }

    public init(
        width: Int? = nil, isColored: Bool = false, hasLegend: Bool = true, isFull: Bool = false,
        isDetailed: Bool = false, today: CivilDate? = nil, localTime: LocalTime = .utc
    ) {
        self.width = width
        self.isColored = isColored
        self.hasLegend = hasLegend
        self.isFull = isFull
        self.isDetailed = isDetailed
        self.today = today
        self.localTime = localTime
    }

    /// The width of running text: that of the terminal, but no wider than is pleasant to read.
    var proseWidth: Int { isPage ? .max / 2 : min(max(width ?? 80, 40), 100) }

    /// The text with its emphasis, if the style has colours and there is something to see.
    func paint(_ text: String, _ emphasis: Emphasis?) -> String {
        if isPage { return emphasis == .heading && !text.isEmpty ? PagePart.heading(text).line : text }
        guard isColored, let emphasis, !text.isEmpty else { return text }
        return "\u{1B}[\(emphasis.code)m\(text)\u{1B}[0m"
    }
}

/// Why a piece of text stands out.
public enum Emphasis: Sendable, Equatable {
    /// A heading.
    case heading
    /// As it should be: acknowledged, implemented.
    case good
    /// Somebody has to do something: overdue, unsent, awaiting.
    case attention
    /// Something went wrong: absent, refused.
    case bad
    /// Of less weight: cancelled, waived.
    case faint

    /// The parameter of ECMA-48's "select graphic rendition".
    var code: String {
        switch self {
        case .heading: "1"
        case .good: "32"
        case .attention: "33"
        case .bad: "31"
        case .faint: "2"
        }
    }
}

// Curves as SVG: a logarithmic axis of entries, an axis of figures from zero. Small enough to be kept beside the
// text that speaks of them.

/// One picture of some lines.
struct Chart {
    let title: String
    let lines: [(name: String, points: [(x: Double, y: Double)])]

    private static let (width, height) = (340.0, 220.0)
    private static let (left, bottom, top, right) = (46.0, 34.0, 30.0, 46.0)
    private static let colours = ["#b3261e", "#1f5fa8"]

    /// Charts two by two on one page.
    static func page(_ charts: [Chart]) -> String {
        let rows = (charts.count + 1) / 2
        let drawn = charts.enumerated().map { place, chart in
            "<g transform=\"translate(\(Int(width) * (place % 2)) \(Int(height) * (place / 2)))\">\n"
                + chart.drawing + "</g>\n"
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(width * 2)) \(Int(height) * rows)" \
            font-family="sans-serif" font-size="10">
            <rect width="100%" height="100%" fill="#fff"/>
            \(drawn.joined())</svg>

            """
    }

    private var drawing: String {
        let xs = lines.flatMap { $0.points.map(\.x) }
        let ys = lines.flatMap { $0.points.map(\.y) }
        guard let first = xs.min(), let last = xs.max(), let most = ys.max(), most > 0 else { return "" }
        let ceiling = Self.ceiling(most)
        func x(_ value: Double) -> Double {
            let share =
                last > first ? Self.decades(value, over: first) / Self.decades(last, over: first) : 0.5
            return Self.left + share * (Self.width - Self.left - Self.right)
        }
        func y(_ value: Double) -> Double {
            Self.height - Self.bottom - value / ceiling * (Self.height - Self.bottom - Self.top)
        }
        var text = "<text x=\"\(Self.left)\" y=\"18\" font-weight=\"bold\">\(title)</text>\n"
        for part in 0...4 {
            let value = ceiling * Double(part) / 4
            text +=
                "<path d=\"M\(Self.left) \(Self.number(y(value)))H\(Self.width - Self.right)\" stroke=\"#ddd\"/>"
            text += "<text x=\"\(Self.left - 4)\" y=\"\(Self.number(y(value) + 3))\" text-anchor=\"end\">"
            text += "\(Self.number(value))</text>\n"
        }
        for value in Set(xs).sorted() {
            text += "<text x=\"\(Self.number(x(value)))\" y=\"\(Self.height - Self.bottom + 16)\" "
            text += "text-anchor=\"middle\">\(Self.power(value))</text>\n"
        }
        for (place, line) in lines.enumerated() {
            let colour = Self.colours[place % Self.colours.count]
            let path = line.points.map { "\(Self.number(x($0.x))),\(Self.number(y($0.y)))" }
            text +=
                "<polyline points=\"\(path.joined(separator: " "))\" fill=\"none\" stroke=\"\(colour)\"/>\n"
            guard let end = line.points.last else { continue }
            text += "<text x=\"\(Self.number(x(end.x) + 5))\" y=\"\(Self.number(y(end.y) + 3))\" "
            text += "fill=\"\(colour)\">\(line.name)</text>\n"
        }
        return text
    }

    /// How often a number is ten times another one.
    private static func decades(_ value: Double, over other: Double) -> Double {
        var (ratio, count) = (value / other, 0.0)
        while ratio >= 10 { (ratio, count) = (ratio / 10, count + 1) }
        return count + (ratio - 1) / 9
    }

    private static func power(_ value: Double) -> String {
        let digits = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
        return "10" + digits[min(9, Int(decades(value, over: 1)))]
    }

    /// The next number of one digit, or of one and a half.
    private static func ceiling(_ value: Double) -> Double {
        var unit = 1.0
        while unit * 10 <= value { unit *= 10 }
        while unit > value { unit /= 10 }
        return [1.0, 1.5, 2, 3, 4, 6, 8, 10].map { $0 * unit }.first { $0 >= value } ?? value
    }

    private static func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let fraction = hundredths % 100
        if fraction == 0 { return "\(hundredths / 100)" }
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}

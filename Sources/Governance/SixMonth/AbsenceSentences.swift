// What happened to suspensions, approved absences and vacancies, in sentences for histories and listings.

extension PersonSuspended {
    public func sentence(naming names: Directory) -> String {
        "\(names.name(person)) suspended from \(from.spoken): \(reason)"
    }
}

extension SuspensionCorrected {
    public func sentence(naming names: Directory) -> String {
        "dates of \(names.name(person))'s suspension corrected: \(correction.reason)"
    }
}

extension AbsenceApproved {
    public func sentence(naming names: Directory) -> String {
        "\(names.name(person))'s absence approved by the decision \(decision)"
    }
}

extension LastAttendanceStated {
    public func sentence(naming names: Directory) -> String {
        "\(names.name(person)) last attended \(names.name(body)) on \(on.spoken), by \(source)"
    }
}

extension VacancyDeclared {
    public func sentence(naming names: Directory) -> String {
        cause.map { cause in
            "\(names.name(person))'s seat vacant \(cause.occasion)"
                + (reason == cause.words ? "" : ": \(reason)")
        } ?? "\(names.name(person))'s seat declared vacant: \(reason)"
    }
}

extension VacancyFilled {
    public func sentence(naming names: Directory) -> String {
        "vacancy of \(names.name(person))'s seat ended by \(how.rawValue) on \(on.spoken)"
            + (by.map { ", \(names.name($0))" } ?? "")
    }
}

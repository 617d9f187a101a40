// What happened to standing questions, in sentences for histories and listings.

extension QuestionPut {
    public func sentence(naming names: Directory) -> String {
        "question asked: \(question)" + (answer == nil ? " (no answer recorded)" : " (answered)")
    }
}

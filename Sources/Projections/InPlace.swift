// Going through a list of large values as fast as through one of small ones.

extension Array {
    /// Hands each element over where it is: copying one counts all references in it, and counts them back.
    @inline(__always)
    func forEachInPlace(_ body: (Element) throws -> Void) rethrows {
        try withUnsafeBufferPointer { elements in
            for place in elements.indices { try body(elements[place]) }
        }
    }
}

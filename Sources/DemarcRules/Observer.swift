// SPDX-License-Identifier: Apache-2.0
internal import CLuaBridge

/// Counts the Lua instructions of checks and, where asked to, notes where they ran.
///
/// The same checks in the same order give the same counts: nothing is measured in time.
@safe public final class Observer {
    let native: OpaquePointer

    /// One place in the scripts that was reached one way, and what it cost.
    public struct Stack: Sendable, Equatable {
        /// The functions, from the check on; of each the name it was called by.
        public var functions: [String]
        /// `file:line`; of a library its name for the file.
        public var place: String
        /// Instructions that ran there, and what the library calls made there paid.
        public var weight: Int
    }

    /// Notes the place of every `period`th instruction; without a period it only counts.
    public init(period: Int? = nil) throws(RuleError) {
        guard let native = unsafe CLuaBridge_create_observer(UInt32(period ?? 0)) else { throw .noMachine }
        unsafe self.native = native
    }

    private init(_ native: OpaquePointer) { unsafe self.native = native }

    /// An observer that notes each line as it is entered: a stack is then a place alone, its weight how often.
    public static func ofLines() throws(RuleError) -> Observer {
        guard let native = unsafe CLuaBridge_create_line_observer() else { throw .noMachine }
        return unsafe Observer(native)
    }

    deinit { unsafe CLuaBridge_destroy_observer(native) }

    /// Instructions seen so far, what library calls paid counted in.
    public var instructions: Int { unsafe Int(CLuaBridge_observed(native)) }

    /// Every place that was noted, in the order of their frames.
    public var stacks: [Stack] {
        var stacks: [(frames: String, weight: Int)] = []
        var native = unsafe CLuaBridge_stack()
        while unsafe CLuaBridge_observed_stack(self.native, stacks.count, &native) {
            guard let frames = unsafe native.frames else { break }
            let text = unsafe String(decoding: UnsafeRawBufferPointer(start: frames, count: native.length), as: UTF8.self)
            stacks.append((text, unsafe Int(native.weight)))
        }
        return stacks.sorted { $0.frames < $1.frames }.map { stack in
            let frames = stack.frames.split(separator: "\n").map(String.init)
            return Stack(functions: frames.dropLast(), place: frames.last ?? "", weight: stack.weight)
        }
    }
}

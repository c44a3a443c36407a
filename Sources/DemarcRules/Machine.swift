// SPDX-License-Identifier: Apache-2.0
internal import CArena
internal import CLuaBridge
internal import DemarcDocument
internal import DemarcSnapshot

/// One sandboxed Lua state: loads files and evaluates checks. Belongs to one thread at a time.
@safe public final class Machine {
    let machine: OpaquePointer

    /// What a script may use; the defaults are the promises of the security model.
    public struct Limits: Sendable {
        /// Lua instructions of one check: more than any machine runs before a check is suspected, so that the machine decides nothing.
        public var instructions: UInt64 = 20_000_000
        /// Lua instructions of loading one file.
        public var loadInstructions: UInt64 = 20_000_000
        /// Bytes of a state at which a check is stopped; allocations fail half as much above it.
        public var memory = 32 << 20
        /// Bytes of one allocation.
        public var block = 16 << 20
        /// Bytes of one text: more than a template of CloudFormation, and little enough to compare.
        public var text = 1 << 20
        /// Bytes of one file.
        public var source = 256 << 10
        /// Keys and values that one file declares.
        public var values: UInt32 = 200_000

        /// The defaults.
        public init() {}

        /// Of an organisation's configuration, which grows with the organisation: room for more than 15,000 accounts and as many waivers.
        static var configuration: Limits {
            var limits = Limits()
            limits.source = 8 << 20
            limits.values = 1_000_000
            limits.memory = 128 << 20
            limits.block = 64 << 20
            return limits
        }
    }

    /// A state with the environment of rules and nothing loaded.
    public init(limits: Limits = Limits()) throws(RuleError) {
        var native = CLuaBridge_limits(
            instructions: limits.instructions, load_instructions: limits.loadInstructions, memory: limits.memory,
            hard_memory: limits.memory + limits.memory / 2, block: limits.block, text: limits.text, source: limits.source, values: limits.values)
        guard let machine = unsafe CLuaBridge_create(&native) else { throw .noMachine }
        unsafe self.machine = machine
    }

    deinit { unsafe CLuaBridge_destroy(machine) }

    /// Makes `source` what `require(name)` loads.
    public func add(library name: String, source: [UInt8]) throws(RuleError) {
        let status = unsafe name.withCString { cName in
            unsafe source.withUnsafeBytes { bytes in
                unsafe CLuaBridge_add_library(machine, cName, Machine.characters(bytes), bytes.count)
            }
        }
        if status != 0 { throw .noMachine }
    }

    /// Loads and runs a file that returns `kind {}`.
    func load(_ source: [UInt8], kind: String, file: String) throws(RuleError) -> Int32 {
        if source.starts(with: [0xEF, 0xBB, 0xBF]) { throw .notLoadable("\(file):1: found a byte order mark, expected UTF-8 without one") }
        var text = unsafe CLuaBridge_text()
        let handle = unsafe kind.withCString { cKind in
            unsafe "@\(file)".withCString { cName in
                unsafe source.withUnsafeBytes { bytes in
                    unsafe CLuaBridge_load(machine, cKind, cName, Machine.characters(bytes), bytes.count, &text)
                }
            }
        }
        if handle < 0 { throw .notLoadable(String(decoding: unsafe Machine.bytes(text), as: UTF8.self)) }
        return handle
    }

    /// What a loaded file declares.
    func export(_ handle: Int32, file: String) throws(RuleError) -> LuaValue {
        var text = unsafe CLuaBridge_text()
        let status = unsafe CLuaBridge_export(machine, handle, &text)
        let bytes = unsafe Machine.bytes(text)
        guard status == 0, let value = LuaValue(bytes: bytes) else {
            throw .notLoadable("\(file): \(String(decoding: bytes, as: UTF8.self))")
        }
        return value
    }

    /// Keeps a frozen table of parameters.
    func add(parameters: LuaValue) throws(RuleError) -> Int32 {
        let handle = unsafe parameters.bytes.withUnsafeBytes { bytes in
            unsafe CLuaBridge_add_parameters(machine, Machine.octets(bytes), bytes.count)
        }
        if handle < 0 { throw .noMachine }
        return handle
    }

    /// Whether checks of resources are answered from what was decided of resources like them; at first they are not.
    func remember(_ remembers: Bool) { unsafe CLuaBridge_remember(machine, remembers) }

    /// Whether recorded reads are noted with their line of the script; at first they are not.
    func trace(_ traces: Bool) { unsafe CLuaBridge_trace(machine, traces) }

    fileprivate func watch() { unsafe CLuaBridge_watch(machine) }

    /// Whether the check of a rule, or a library, has changed something that outlives it since another account, or a recording, was begun.
    func hasKept(rule: Int32) -> Bool { unsafe CLuaBridge_has_kept(machine, rule) }

    /// What the machine has done since it was made.
    public var counts: Counts {
        let counts = unsafe CLuaBridge_count(machine)
        return Counts(
            entries: Int(counts.entries), conflicts: Int(counts.conflicts), allocations: Int(counts.allocations), bytes: Int(counts.allocated))
    }

    /// What a machine has done.
    public struct Counts: Sendable, Equatable {
        /// Checks that Lua ran; the others were answered from remembered decisions.
        public var entries = 0
        /// Remembered decisions that a later check contradicted: none, or the bridge has a defect.
        public var conflicts = 0
        /// Blocks that Lua asked for, or asked to grow, and the bytes they grew by.
        public var allocations = 0
        public var bytes = 0

        /// Nothing.
        public init() {}

        init(entries: Int, conflicts: Int, allocations: Int, bytes: Int) {
            self.entries = entries
            self.conflicts = conflicts
            self.allocations = allocations
            self.bytes = bytes
        }

        /// Both together.
        public static func + (left: Counts, right: Counts) -> Counts {
            Counts(
                entries: left.entries + right.entries, conflicts: left.conflicts + right.conflicts, allocations: left.allocations + right.allocations,
                bytes: left.bytes + right.bytes)
        }

        /// What came between two counts: `later - earlier`.
        public static func - (left: Counts, right: Counts) -> Counts {
            Counts(
                entries: left.entries - right.entries, conflicts: left.conflicts - right.conflicts, allocations: left.allocations - right.allocations,
                bytes: left.bytes - right.bytes)
        }
    }

    /// Lets `observer` see every check from now on; nil ends that.
    func observe(_ observer: Observer?) { unsafe CLuaBridge_observe(machine, observer?.native) }

    /// Evaluates the checks of subjects that count up from `first`; `body` sees the answers before the next call.
    func evaluate<Result>(
        rule: Int32, parameters: Int32, account: Account, first: UInt64, count: Int, recording: Bool, ablated: Int?,
        _ body: (Answers) -> Result
    ) -> Result {
        var results = unsafe CLuaBridge_results()
        unsafe CLuaBridge_evaluate(
            machine, rule, parameters, account.view, first, UInt32(count), recording, ablated.map { UInt32($0) } ?? UInt32.max, &results)
        return unsafe body(Answers(results: results, account: account))
    }

    static func characters(_ bytes: UnsafeRawBufferPointer) -> UnsafePointer<CChar> {
        unsafe bytes.bindMemory(to: CChar.self).baseAddress ?? UnsafePointer(nothing)
    }

    private static func octets(_ bytes: UnsafeRawBufferPointer) -> UnsafePointer<UInt8> {
        unsafe UnsafeRawPointer(characters(bytes)).assumingMemoryBound(to: UInt8.self)
    }

    private nonisolated(unsafe) static let nothing = {
        let byte = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
        unsafe byte.initialize(to: 0)
        return unsafe byte
    }()

    static func bytes(_ text: CLuaBridge_text) -> [UInt8] {
        guard let bytes = unsafe text.bytes else { return [] }
        return unsafe UnsafeRawBufferPointer(start: bytes, count: text.length).map { $0 }
    }
}

/// A machine as another thread may hold it: to keep it alive and to suspect what it runs.
public struct WatchedMachine: Sendable {
    // The bridge allows this one call from any thread.
    private nonisolated(unsafe) let machine: Machine

    /// A hold on `machine`.
    public init(_ machine: Machine) { unsafe self.machine = machine }

    /// Suspects the check that runs now, if it ran at the last call already.
    public func watch() { unsafe machine.watch() }
}

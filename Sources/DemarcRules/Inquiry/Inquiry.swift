// SPDX-License-Identifier: Apache-2.0
internal import CArena
internal import CLuaBridge
public import DemarcDocument
public import DemarcSnapshot

/// Asks an account one line of Lua at a time: the sandbox, the libraries and the limits of rules.
public final class Inquiry {
    /// What a line came to.
    public enum Outcome: Sendable {
        /// What it gave.
        case values([InquiryValue])
        /// It read what nobody knows.
        case unknown(Cause, String)
        /// It went wrong.
        case error(String)
    }

    private let plugins: [Plugin]
    private let limits: Machine.Limits
    private var machine: Machine

    /// Asks with the libraries of these plugins.
    public init(plugins: [Plugin], limits: Machine.Limits = Machine.Limits()) throws(RuleError) {
        self.plugins = plugins
        self.limits = limits
        machine = try Inquiry.machine(plugins, limits)
    }

    private static func machine(_ plugins: [Plugin], _ limits: Machine.Limits) throws(RuleError) -> Machine {
        let machine = try Machine(limits: limits)
        for library in plugins.flatMap(\.libraries) { try machine.add(library: library.name, source: library.source) }
        return machine
    }

    /// What may end the line that is asked next, from any thread.
    public var stop: InquiryStop { InquiryStop(machine) }

    /// Asks `line` of `account`, which it calls `account`; `region` and `resource` are what it calls so, by index.
    ///
    /// `body` sees the outcome with everything that was read.
    public func ask<Result>(
        _ line: String, of account: Account, region: Int?, resource: Int?, _ body: (Outcome, Answers) -> Result
    ) throws(RuleError) -> Result {
        var results = unsafe CLuaBridge_results()
        var text = unsafe CLuaBridge_text()
        let regionWord = region.map { carena_make(UInt32(CARENA_SCOPE), UInt32(CARENA_REGION), UInt64($0)) } ?? 0
        let resourceWord = resource.map { carena_make(UInt32(CARENA_RESOURCE), 0, UInt64($0)) } ?? 0
        let status = unsafe Array(line.utf8).withUnsafeBytes { bytes in
            unsafe CLuaBridge_query(
                machine.machine, Machine.characters(bytes), bytes.count, account.view, regionWord, resourceWord, &results, &text)
        }
        let bytes = unsafe Machine.bytes(text)
        let result = unsafe body(Inquiry.outcome(status, bytes), Answers(results: results, account: account))
        if unsafe results.spoiled { machine = try Inquiry.machine(plugins, limits) }
        return result
    }

    private static func outcome(_ status: Int32, _ bytes: [UInt8]) -> Outcome {
        let text = String(decoding: bytes, as: UTF8.self)
        if status == 0 { return InquiryValue.values(bytes).map { .values($0) } ?? .error("the answer can't be read") }
        if let cause = UInt8(exactly: status).flatMap(Cause.init(rawValue:)) { return .unknown(cause, text) }
        return .error(text)
    }
}

/// Ends the line that an `Inquiry` runs, from any thread.
public struct InquiryStop: Sendable {
    // The bridge allows this one call from any thread.
    private nonisolated(unsafe) let machine: Machine

    init(_ machine: Machine) { unsafe self.machine = machine }

    /// Ends it as if its budget were spent.
    public func request() { unsafe CLuaBridge_interrupt(machine.machine) }
}

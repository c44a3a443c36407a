// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
import Glibc
#endif

/// A buffer of trivial elements that never moves: addresses are reserved at first, memory is taken as it fills.
@safe struct ReservedBuffer<Element: BitwiseCopyable>: ~Copyable {
    private static var leastStep: Int { 1 << 16 }
    /// From here on large pages: little is lost of one.
    private static var smallPages: Int { 1 << 23 }

    let base: UnsafeMutablePointer<Element>
    private(set) var count = 0
    /// Bytes reserved, and how many of them have memory behind them.
    private let reserved: Int
    private var usable = 0

    /// A buffer for at most `capacity` elements, fewer where the system has no addresses for so many.
    init(capacity: Int) {
        let memory: UnsafeMutableRawPointer
        unsafe (memory, reserved) = AddressSpace.reserve(capacity * MemoryLayout<Element>.stride)
        unsafe base = memory.bindMemory(to: Element.self, capacity: reserved / MemoryLayout<Element>.stride)
        if reserved > ReservedBuffer.smallPages {
            unsafe HugePages.ask(for: memory + ReservedBuffer.smallPages, reserved - ReservedBuffer.smallPages)
        }
    }

    deinit { unsafe munmap(base, reserved) }

    /// Adds `extra` elements of zeros, and returns the index of the first.
    mutating func extend(_ extra: Int) -> Int {
        let needed = (count + extra) * MemoryLayout<Element>.stride
        if needed > usable { grow(to: needed) }
        defer { count += extra }
        return count
    }

    mutating func append(_ element: Element) {
        let place = extend(1)
        unsafe base[place] = element
    }

    mutating func append(_ source: UnsafePointer<Element>, _ extra: Int) {
        let place = extend(extra)
        unsafe (base + place).update(from: source, count: extra)
    }

    /// Like every allocation of the language itself, ends the process where the system has no memory left.
    private mutating func grow(to needed: Int) {
        let step = ReservedBuffer.leastStep
        let wanted = min(max(needed, usable + usable / 2) + step - 1 & ~(step - 1), reserved)
        guard wanted >= needed, unsafe mprotect(base, wanted, PROT_READ | PROT_WRITE) == 0 else { preconditionFailure("out of memory") }
        usable = wanted
    }
}

/// The addresses a process may use.
private enum AddressSpace {
    private static let page = 1 << 16
    /// What a buffer may have of all that a limited process may use: a snapshot has two for its values and four that hold little.
    private static func share(_ wanted: Int) -> Int { wanted > 1 << 35 ? limit / 16 : limit / 64 }

    /// Reserves at most `wanted` bytes of addresses without memory behind them.
    static func reserve(_ wanted: Int) -> (UnsafeMutableRawPointer, Int) {
        var size = min(wanted, share(wanted))
        while size >= page {
            size = size & ~(page - 1)
            let memory = unsafe mmap(nil, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
            if let memory = unsafe memory, unsafe memory != MAP_FAILED { return unsafe (memory, size) }
            size /= 2
        }
        preconditionFailure("out of memory")
    }

    private static var limit: Int {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(UInt32(RLIMIT_AS.rawValue)), &limit) == 0 else { return .max }
        return Int(clamping: limit.rlim_cur)
    }
}

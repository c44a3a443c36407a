// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
import Glibc
#endif

/// Threads with a stack that Lua's deepest recursion fits on; that of a Dispatch worker follows the environment's limit.
public enum Threads {
    private static let stackSize = 4 << 20

    private final class Body: Sendable {
        let run: @Sendable (Int) -> Void
        let number: Int

        init(_ number: Int, _ run: @Sendable @escaping (Int) -> Void) {
            self.number = number
            self.run = run
        }
    }

    /// Runs `body` on `count` threads at once, and returns when all are done.
    ///
    /// - Returns: how many threads the system gave.
    @discardableResult public static func run(_ count: Int, _ body: @Sendable (_ number: Int) -> Void) -> Int {
        withoutActuallyEscaping(body) { body in
            var threads: [pthread_t] = []
            for number in 0..<count {
                guard let thread = start({ body($0) }, number) else { break }
                threads.append(thread)
            }
            for thread in threads { pthread_join(thread, nil) }
            return threads.count
        }
    }

    /// Runs `body` on `count` threads at once, the calling one among them, and returns when all are done; on fewer where the system gives none.
    public static func runHere(_ count: Int, _ body: @Sendable (_ number: Int) -> Void) {
        withoutActuallyEscaping(body) { body in
            let threads = (1..<max(count, 1)).compactMap { start({ body($0) }, $0) }
            body(0)
            for thread in threads { pthread_join(thread, nil) }
        }
    }

    private static func start(_ body: @Sendable @escaping (Int) -> Void, _ number: Int) -> pthread_t? {
        var attributes = pthread_attr_t()
        guard unsafe pthread_attr_init(&attributes) == 0 else { return nil }
        defer { unsafe pthread_attr_destroy(&attributes) }
        guard unsafe pthread_attr_setstacksize(&attributes, stackSize) == 0 else { return nil }
        var thread = pthread_t()
        let context = unsafe Unmanaged.passRetained(Body(number, body))
        let entry: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
            guard let context = unsafe context else { return nil }
            let body = unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue()
            body.run(body.number)
            return nil
        }
        guard unsafe pthread_create(&thread, &attributes, entry, context.toOpaque()) == 0 else {
            unsafe context.release()
            return nil
        }
        return thread
    }
}

// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
internal import Glibc
#endif

/// A thread with a stack that Lua's deepest recursion fits on; that of a Dispatch worker follows the environment's limit.
enum WorkerThread {
    private static let stackSize = 4 << 20

    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @Sendable @escaping () -> Void) { self.run = run }
    }

    /// Runs `body` on a thread of its own; false where the system gives none.
    static func start(_ body: @Sendable @escaping () -> Void) -> Bool {
        var attributes = pthread_attr_t()
        guard unsafe pthread_attr_init(&attributes) == 0 else { return false }
        defer { unsafe pthread_attr_destroy(&attributes) }
        unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        guard unsafe pthread_attr_setstacksize(&attributes, stackSize) == 0 else { return false }
        var thread = pthread_t()
        let context = unsafe Unmanaged.passRetained(Body(body))
        let entry: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
            if let context = unsafe context { unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
            return nil
        }
        guard unsafe pthread_create(&thread, &attributes, entry, context.toOpaque()) == 0 else {
            unsafe context.release()
            return false
        }
        return true
    }
}

// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
import Glibc
#endif

/// A value that one thread at a time may look at and change.
///
/// The lock is the system's and not Synchronization's `Mutex`: the thread sanitizer does not see that one pass to a thread that waited.
@safe public final class Guarded<Value: ~Copyable>: Sendable {
    private nonisolated(unsafe) let lock: UnsafeMutablePointer<pthread_mutex_t>
    private nonisolated(unsafe) let change: UnsafeMutablePointer<pthread_cond_t>
    private nonisolated(unsafe) let value: UnsafeMutablePointer<Value>
    /// How many threads wait for a change.
    private nonisolated(unsafe) let waiting: UnsafeMutablePointer<Int>

    /// Guards `value`.
    public init(_ value: consuming sending Value) {
        unsafe lock = .allocate(capacity: 1)
        unsafe pthread_mutex_init(lock, nil)
        unsafe change = .allocate(capacity: 1)
        unsafe pthread_cond_init(change, nil)
        unsafe waiting = .allocate(capacity: 1)
        unsafe waiting.initialize(to: 0)
        unsafe self.value = .allocate(capacity: 1)
        unsafe self.value.initialize(to: value)
    }

    deinit {
        unsafe pthread_cond_destroy(change)
        unsafe change.deallocate()
        unsafe pthread_mutex_destroy(lock)
        unsafe lock.deallocate()
        unsafe waiting.deallocate()
        unsafe value.deinitialize(count: 1)
        unsafe value.deallocate()
    }

    /// Runs `body` while no other thread is at the value.
    public func withLock<Result, Failure: Error>(_ body: (inout Value) throws(Failure) -> Result) throws(Failure) -> Result {
        unsafe pthread_mutex_lock(lock)
        defer { unlock() }
        return try unsafe body(&value.pointee)
    }

    /// Runs `body` while no other thread is at the value, once others have made it such that `isReady`.
    public func withLock<Result, Failure: Error>(
        when isReady: (borrowing Value) -> Bool, _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        unsafe pthread_mutex_lock(lock)
        defer { unlock() }
        unsafe waiting.pointee += 1
        while unsafe !isReady(value.pointee) { unsafe pthread_cond_wait(change, lock) }
        unsafe waiting.pointee -= 1
        return try unsafe body(&value.pointee)
    }

    private func unlock() {
        if unsafe waiting.pointee > 0 { unsafe pthread_cond_broadcast(change) }
        unsafe pthread_mutex_unlock(lock)
    }
}

// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// Threads that load files, each one after another, and help each other with what is long when no file is left.
final class LoadingCrew: Sendable {
    /// Something that any number of threads do together, and how many joined the one that began it.
    private struct Joint {
        let number: Int
        let body: @Sendable (LoadingDesk) -> Void
        var isOpen = true
        var helpers = 0
    }

    private enum Task {
        case reading(Int)
        case joint(Int, @Sendable (LoadingDesk) -> Void)
    }

    private struct State {
        /// Readings that were begun, and threads that are at one.
        var begun = 0
        var busy = 0
        var done = 0
        var joints: [Joint] = []
        var nextJoint = 0
        var error: DocumentError?
    }

    private let readings: [Reading]
    private let identities: CallerIdentities
    private let options: LoadOptions
    private let state: Guarded<State>

    init(_ readings: [Reading], identities: CallerIdentities, options: LoadOptions) {
        self.readings = readings
        self.identities = identities
        self.options = options
        state = Guarded(State())
    }

    /// Whether a list in a text of `size` bytes is one thread's.
    func readsAlone(_ size: Int) -> Bool { options.jobs == 1 || size < options.sharedSize }
    /// Bytes of a list that a thread reads at once.
    var blockSize: Int { options.blockSize }
    /// Whether everything is to end.
    var isCancelled: Bool { options.isCancelled() }

    /// Loads everything.
    ///
    /// - Parameters:
    ///   - selection: the accounts that are kept; nil for all.
    ///   - take: given what was read in the order of the readings, while others are loaded; on any of the threads, one at a time.
    func load(
        into arena: Arena, keeping selection: Set<String>? = nil, _ take: (Reading, SnapshotBuilder) -> Void
    ) throws(DocumentError) {
        withoutActuallyEscaping(take) { take in
            let pieces = OrderedPieces<(Reading, SnapshotBuilder)>()
            nonisolated(unsafe) let take = take
            Threads.runHere(options.jobs) { [self] _ in
                do throws(DocumentError) {
                    try work(at: LoadingDesk(self, into: arena, keeping: selection)) { number, file in
                        pieces.add((readings[number], file), number) { unsafe take($0.0, $0.1) }
                    }
                } catch {
                    state.withLock { $0.error = error }
                }
            }
        }
        if isCancelled { throw .cancelled }
        if let error = state.withLock(\.error) { throw error }
    }

    private func work(at desk: LoadingDesk, _ finished: (Int, SnapshotBuilder) -> Void) {
        while let task = next() {
            switch task {
            case .reading(let number):
                let result = FileLoader(desk, identities).load(readings[number])
                let done = state.withLock { state in
                    state.busy -= 1
                    state.done += 1
                    return state.done
                }
                finished(number, result)
                options.progress(done, readings.count)
            case .joint(let number, let body):
                body(desk)
                state.withLock { state in
                    for place in state.joints.indices where state.joints[place].number == number { state.joints[place].helpers -= 1 }
                }
            }
        }
    }

    /// What a thread does next; it waits while those at a file may still ask for help.
    private func next() -> Task? {
        state.withLock(when: { [readings] state in
            state.begun < readings.count || state.busy == 0 || state.joints.contains { $0.isOpen }
        }) { state in
            if state.begun < readings.count && !isCancelled {
                state.begun += 1
                state.busy += 1
                return .reading(state.begun - 1)
            }
            guard let place = state.joints.firstIndex(where: \.isOpen) else { return nil }
            state.joints[place].helpers += 1
            return .joint(state.joints[place].number, state.joints[place].body)
        }
    }

    /// Runs `body` on the calling thread, at `desk`, and on every one that has nothing else to do; returns when all have returned.
    func together(_ desk: LoadingDesk, _ body: @Sendable @escaping (LoadingDesk) -> Void) {
        let number = state.withLock { state in
            state.nextJoint += 1
            state.joints.append(Joint(number: state.nextJoint, body: body))
            return state.nextJoint
        }
        body(desk)
        state.withLock { state in
            for place in state.joints.indices where state.joints[place].number == number { state.joints[place].isOpen = false }
        }
        state.withLock(when: { state in !state.joints.contains { $0.number == number && $0.helpers > 0 } }) { state in
            state.joints.removeAll { $0.number == number }
        }
    }
}

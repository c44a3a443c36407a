// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// Says what a snapshot file's silence means: only what a running recorder records is known not to be there.
enum RecorderCoverage {
    private static let iamTypes = ["AWS::IAM::User", "AWS::IAM::Group", "AWS::IAM::Role", "AWS::IAM::Policy"]

    /// - Parameter stamp: when the snapshot was taken, where the file says so.
    static func state(_ items: ConfigItems, takenAt stamp: Instant?, of file: ImportedFile, builder: SnapshotBuilder) {
        let global = builder.vocabulary.symbol("global")
        // What could not be read may be anything.
        let complete: Coverage = items.rejected == 0 ? .complete : .partial(reason: "\(items.rejected) items of the snapshot could not be read")
        for recorder in items.recorders { state(recorder, stamp, file, builder, global, complete) }
        for place in items.places where place.region != global {
            let isCovered = items.recorders.contains { $0.account === place.account && $0.region == place.region }
            if !isCovered {
                place.account.coverRecorded(in: place.region, .partial(reason: "no recorder item says what is recorded"), at: stamp)
            }
        }
    }

    private static func state(
        _ recorder: ConfigItems.Recorder, _ stamp: Instant?, _ file: ImportedFile, _ builder: SnapshotBuilder, _ global: Symbol, _ complete: Coverage
    ) {
        let vocabulary = builder.vocabulary
        let configuration = recorder.account.arena.value(recorder.configuration)
        let group = configuration["RecordingGroup"]
        let region = vocabulary.text(recorder.region)
        // A region has one recorder of its customer, and a snapshot always holds it.
        recorder.account.cover(vocabulary.symbol("AWS::Config::ConfigurationRecorder"), in: recorder.region, .complete)
        if configuration["Recording"].boolean == false {
            recorder.account.coverRecorded(in: recorder.region, .partial(reason: "the recorder of \(region) is stopped"), at: stamp)
            return
        }
        let listed = group["ResourceTypes"].elements.compactMap(\.string)
        let excluded = group["ExclusionByResourceTypes"]["ResourceTypes"].elements.compactMap(\.string)
        let strategy = group["RecordingStrategy"]["UseOnly"].string ?? ""
        let recordsAll = group["AllSupported"].boolean == true || strategy == "ALL_SUPPORTED_RESOURCE_TYPES"
        let recordsMost = strategy == "EXCLUSION_BY_RESOURCE_TYPES" || !excluded.isEmpty
        func deliver(_ recording: Delivery.Recording, _ coverage: Coverage) {
            guard let stamp, coverage == .complete else { return }
            recorder.account.deliveries.append(
                Delivery(region: recorder.region, stamp: stamp, source: file.source, recording: recording))
        }
        guard recordsAll || recordsMost else {
            recorder.account.coverRecorded(
                in: recorder.region, .partial(reason: "the recorder of \(region) does not record it"), at: stamp)
            deliver(.listed(Set(listed.map { vocabulary.symbol($0) })), complete)
            for type in listed {
                let place = iamTypes.contains(type) ? global : recorder.region
                recorder.account.coverRecorded(vocabulary.symbol(type), in: place, complete, by: recorder.region, at: stamp)
            }
            return
        }
        recorder.account.coverRecorded(in: recorder.region, complete, at: stamp)
        let hasGlobal = recordsMost || group["IncludeGlobalResourceTypes"].boolean == true
        deliver(.all(leftOut: Set(excluded.map { vocabulary.symbol($0) }), hasGlobal: hasGlobal), complete)
        for type in excluded {
            recorder.account.coverRecorded(
                vocabulary.symbol(type), in: recorder.region, .partial(reason: "the recorder of \(region) leaves it out"), by: recorder.region,
                at: stamp)
        }
        if hasGlobal {
            for type in iamTypes where !excluded.contains(type) {
                recorder.account.coverRecorded(vocabulary.symbol(type), in: global, complete, by: recorder.region, at: stamp)
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// Reads what a failed `aws` command wrote to standard error, or the error a collector saved as JSON.
enum CommandErrorImporter: Importer {
    static let name = "failed aws command"

    static func recognises(_ file: ImportedFile) -> Bool {
        file.facts.isError || (file.root?["Error"]?["Code"]?.isString == true && file.facts.service != nil)
    }

    static func load(_ file: ImportedFile, into builder: SnapshotBuilder) throws(DocumentError) {
        guard let error = CommandError(file) else {
            if file.text.isBlank {
                builder.report(Problem(.note, path: file.path, "an empty error file says nothing"))
                return
            }
            throw .malformed(place: "line 1", found: "other text", expected: "An error occurred (CODE) when calling the OPERATION operation: ...")
        }
        guard let service = file.facts.service, let name = file.facts.operation, let operation = Operations.operation(service, name) else {
            builder.report(Problem(.note, path: file.path, "no rule reads the answer of this command, which failed with \(error.code)"))
            return
        }
        let scope = try AnswerScope(file, operation, builder)
        AnswerReader(file: file, scope: scope, builder: builder).fail(operation, error)
        builder.update(file.source) {
            $0.format = "aws \(service) \(name), failed"
            $0.loaded = 1
        }
    }
}

/// Why a command failed, as AWS says it.
struct CommandError {
    /// AWS's code: `AccessDenied`, `NoSuchEntity` ...
    let code: String

    /// Codes by which AWS says that there is no such thing.
    private static let absences: Set<String> = [
        "NoSuchEntity", "NoSuchEntityException", "NoSuchBucketPolicy", "NoSuchPublicAccessBlockConfiguration",
        "ServerSideEncryptionConfigurationNotFoundError", "NoSuchCORSConfiguration", "NoSuchLifecycleConfiguration", "NoSuchTagSet",
        "ReplicationConfigurationNotFoundError", "ObjectLockConfigurationNotFoundError", "OwnershipControlsNotFoundError",
        "NoSuchWebsiteConfiguration", "ResourceNotFoundException", "InvalidAccessException", "InsightNotEnabledException",
    ]
    private static let refusals = ["AccessDenied", "UnauthorizedOperation", "Unauthorized", "AuthorizationError", "Forbidden", "NotAuthorized"]

    init?(_ file: ImportedFile) {
        if let code = file.root?["Error"]?["Code"]?.string {
            self.code = code
            return
        }
        let text = file.text.string
        guard let start = text.split(separator: "An error occurred (", maxSplits: 1, omittingEmptySubsequences: false).dropFirst().first,
            let end = start.firstIndex(of: ")")
        else { return nil }
        code = String(start[..<end])
    }

    var isKnownAbsence: Bool { CommandError.absences.contains(code) }
    private var isRefusal: Bool { CommandError.refusals.contains { code.hasPrefix($0) } }
    var cause: Cause { isRefusal ? .denied : .notCollected }
    var coverage: Coverage { isKnownAbsence ? .complete : isRefusal ? .denied(code: code) : .partial(reason: "the call failed with \(code)") }
}

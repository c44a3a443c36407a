// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// Reads the answers of the `aws` command line, which its path names.
enum CommandLineImporter: Importer {
    static let name = "aws command"

    static func recognises(_ file: ImportedFile) -> Bool {
        guard !file.facts.isError, file.root?.isObject ?? file.text.isBlank else { return false }
        return file.facts.service != nil || operation(of: file) != nil
    }

    /// The command that the path names, else the only one that answers so.
    private static func operation(of file: ImportedFile) -> Operation? {
        if let service = file.facts.service, let name = file.facts.operation { return Operations.operation(service, name) }
        return Operations.operation(answering: file.root?.members.map(\.name) ?? [])
    }

    static func load(_ file: ImportedFile, into builder: SnapshotBuilder) throws(DocumentError) {
        guard let operation = operation(of: file) else {
            let command = [file.facts.service, file.facts.operation].compactMap { $0 }.joined(separator: " ")
            builder.report(Problem(.note, path: file.path, "no rule reads the answer of aws \(command)"))
            return
        }
        let (service, name) = (operation.service, operation.name)
        if case .nothing(let reason) = operation.yield {
            builder.report(Problem(.note, path: file.path, "aws \(service) \(name) \(reason)"))
            return
        }
        if file.text.isBlank && EmptyAnswer.hasErrorBeside(file.path) {
            builder.report(Problem(.note, path: file.path, "an empty answer; why the call failed lies beside it"))
            return
        }
        let scope = try AnswerScope(file, operation, builder)
        let reader = AnswerReader(file: file, scope: scope, builder: builder)
        if file.text.isBlank && !EmptyAnswer.isAnswer(of: operation) {
            reader.leaveOpen(operation, "its answer is an empty file")
            throw .empty
        }
        let loaded = try reader.read(operation)
        builder.update(file.source) {
            $0.format = "aws \(service) \(name)"
            $0.loaded = loaded
        }
    }
}

/// Which account and region an answer is about.
struct AnswerScope {
    let account: AccountBuilder
    let region: Symbol

    private static let globalServices: Set<String> = ["iam", "sts", "s3api", "s3control", "organizations", "account"]

    init(_ file: ImportedFile, _ operation: Operation, _ builder: SnapshotBuilder) throws(DocumentError) {
        guard let account = file.account else {
            throw .malformed(
                place: "the path", found: "no account, there or in the answer", expected: "<account>/<region or global>/<service>/<operation>.json")
        }
        let isGlobal = if case .regions = operation.yield { true } else { AnswerScope.globalServices.contains(operation.service) }
        guard let region = isGlobal ? "global" : file.facts.region else {
            throw .malformed(place: "the path", found: "no region", expected: "<account>/<region or global>/<service>/<operation>.json")
        }
        self.account = builder.account(account)
        self.region = builder.vocabulary.symbol(region)
    }
}

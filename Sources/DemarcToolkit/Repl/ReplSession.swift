// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument
internal import DemarcEngine
public import DemarcRules
public import DemarcSnapshot

/// A conversation about a snapshot: which account, region and resource a line is about, and what came of it.
public final class ReplSession {
    /// What came of a line.
    public struct Reply: Equatable {
        /// What to show.
        public var lines: [String]
        /// Whether the line was wrong.
        public var isWrong = false
        /// Whether the conversation ends.
        public var isEnd = false
    }

    /// Every command, in the order of help.
    static let commands: [(name: String, operand: String, summary: String)] = [
        (":account", "ID", "the account that lines are about from now on"),
        (":region", "NAME", "the region that `region` is"),
        (":use", "RESOURCE", "the resource that `resource` is, by its id, name or ARN"),
        (":each", "LINE", "asks the line of every account"),
        (":check", "TYPE CHECK", "tries a check of every resource of a type, which it calls `it`"),
        (":types", "", "the resource types there are, and how many of each"),
        (":lines", "NUMBER", "how many lines an answer may have"),
        (":help", "", "this"),
        (":quit", "", "ends; so does Ctrl-D"),
    ]

    private let snapshot: Snapshot
    private let plugins: [Plugin]
    private let width: Int
    private let inquiry: Inquiry
    private var limit = 40
    /// The account that lines are about.
    public private(set) var account: Account
    private(set) var region: Int?
    private(set) var resource: Int?
    /// Called with what ends a line before it runs.
    public var onStart: (InquiryStop) -> Void = { _ in }

    /// A conversation with the libraries of `plugins`; nil where the snapshot has no account.
    public init?(snapshot: Snapshot, plugins: [Plugin], width: Int) throws(RuleError) {
        guard let account = snapshot.accounts.first else { return nil }
        (self.snapshot, self.plugins, self.width, self.account) = (snapshot, plugins, width, account)
        inquiry = try Inquiry(plugins: plugins)
        region = account.regions.firstIndex { $0.isEnabled }
    }

    /// The libraries that a line can require, as it names them.
    var libraries: [String] { plugins.flatMap(\.libraries).map(\.name) }

    /// The account and region, as a prompt shows them.
    public var place: String { "\(account.id) \(region.map { account.regions[$0].id } ?? "-")" }

    /// What comes of `line`.
    public func respond(to line: String) -> Reply {
        let line = line.drop { $0 == " " }
        if line.isEmpty { return Reply(lines: []) }
        guard line.hasPrefix(":") else { return ask(String(line), account) }
        let words = line.split(separator: " ", maxSplits: 1).map(String.init)
        let operand = words.count > 1 ? words[1] : ""
        switch words[0] {
        case ":account": return useAccount(operand)
        case ":region": return useRegion(operand)
        case ":use": return useResource(operand)
        case ":each": return each(operand)
        case ":check": return check(operand)
        case ":types": return Reply(lines: types())
        case ":lines": return setLimit(operand)
        case ":help": return Reply(lines: Self.help)
        case ":quit": return Reply(lines: [], isEnd: true)
        default: return wrong("there is no command \(words[0])", Suggestion.of(words[0], among: Self.commands.map(\.name)))
        }
    }

    private func wrong(_ text: String, _ suggestion: String? = nil) -> Reply {
        Reply(lines: [SafeText.message(text + (suggestion.map { "; did you mean \($0)?" } ?? ""))], isWrong: true)
    }

    private func ask(_ line: String, _ account: Account) -> Reply {
        onStart(inquiry.stop)
        let isHere = account.id == self.account.id
        do throws(RuleError) {
            return try inquiry.ask(line, of: account, region: isHere ? region : nil, resource: isHere ? resource : nil) { outcome, answers in
                let printer = ReplPrinter(account: account, answers: answers, width: width, limit: limit)
                switch outcome {
                case .values(let values): return Reply(lines: printer.text(values))
                case .unknown(let cause, let reason): return Reply(lines: ["unknown (\(cause.name)): \(SafeText.message(printer.screened(reason)))"])
                case .error(let message): return wrong(printer.screened(message))
                }
            }
        } catch { return wrong(error.description) }
    }

    private func each(_ line: String) -> Reply {
        var reply = Reply(lines: [])
        for account in snapshot.accounts {
            let answer = ask(line, account)
            reply.lines += ["\(account.id):"] + answer.lines.map { "  \($0)" }
            reply.isWrong = reply.isWrong || answer.isWrong
        }
        return reply
    }

    private func useAccount(_ id: String) -> Reply {
        guard let found = snapshot.accounts.first(where: { $0.id == id || $0.name == id }) else {
            let ids = snapshot.accounts.map(\.id)
            return wrong("there is no account \"\(id)\", found \(ids.prefix(10).joined(separator: ", "))", Suggestion.of(id, among: ids))
        }
        let name = region.map { account.regions[$0].id }
        (account, resource) = (found, nil)
        region = found.regions.firstIndex { $0.id == name } ?? found.regions.firstIndex { $0.isEnabled }
        return Reply(lines: [place])
    }

    private func useRegion(_ name: String) -> Reply {
        let names = account.regions.map(\.id)
        guard let index = names.firstIndex(of: name) else {
            return wrong("there is no region \"\(name)\", found \(names.joined(separator: ", "))", Suggestion.of(name, among: names))
        }
        region = index
        return Reply(lines: [place])
    }

    private func useResource(_ name: String) -> Reply {
        let found = ResourceSearch.resources(named: name, in: snapshot)
        if found.count > 1 {
            let list = found.prefix(limit).map { "\($0.account.id) \($0.region) \($0.type) \(SafeText.name($0.arn ?? $0.id))" }
            return Reply(lines: ["\"\(SafeText.name(name))\" is \(found.count) resources; name one by its ARN:"] + list, isWrong: true)
        }
        guard let one = found.first else { return wrong("there is no resource \"\(name)\"") }
        account = one.account
        region = account.regions.firstIndex { $0.id == one.region }
        resource = one.index
        return ask("return resource", account)
    }

    private func setLimit(_ text: String) -> Reply {
        guard let number = Int(text), (1...1_000_000).contains(number) else { return wrong("expected :lines and a number from 1 to 1000000") }
        limit = number
        return Reply(lines: [])
    }

    private func types() -> [String] {
        var counts: [String: Int] = [:]
        for account in snapshot.accounts { for type in account.types { counts[type, default: 0] += account.resources(of: type).count } }
        return counts.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    }

    private func check(_ operand: String) -> Reply {
        let words = operand.split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2 else {
            return wrong("expected :check TYPE CHECK, such as :check AWS::EC2::VPC it.configuration.isDefault and fail \"it is\" or pass()")
        }
        do throws(RuleError) {
            let trial = try CheckTrial(type: words[0], check: words[1], plugins: plugins)
            return Reply(lines: try trial.run(over: snapshot, limit: limit, onStart: onStart))
        } catch { return wrong(error.description) }
    }

    private static var help: [String] {
        let width = commands.map { $0.name.count + $0.operand.count + 1 }.max() ?? 0
        return [
            "A line is Lua, as a check writes it; `account`, `region` and `resource` are what it is about:", "",
            "  region:all \"AWS::EC2::Instance\"", "  resource.configuration.state.name", "  account:count \"AWS::S3::Bucket\"", "",
        ]
            + commands.map { command in
                let label = "\(command.name) \(command.operand)"
                return "\(label)\(String(repeating: " ", count: width - label.count + 2))\(command.summary)"
            }
    }
}

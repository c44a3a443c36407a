// SPDX-License-Identifier: Apache-2.0

/// Makes a `Service` of what its file declares, and the tables that services share.
enum ServiceReader {
    private static let parties = Party.allCases.map { ($0.rawValue, $0) }

    static func service(_ value: LuaValue, id: String, plugin: String, file: String, source: [UInt8]) throws(RuleError) -> Service {
        let reader = try FieldReader(
            value, path: "", file: file, source: source, allowed: ["title", "model", "note", "types", "rows"])
        var rows: [Service.Row] = []
        for element in reader.value("rows")?.list ?? [] {
            let row = try row(element, service: id, number: rows.count + 1, reader)
            if rows.contains(where: { $0.id == row.id }) {
                throw reader.error("rows", found: "\"\(row.id.dropFirst(id.count + 1))\" twice", expected: "each row once")
            }
            rows.append(row)
        }
        if rows.isEmpty { throw reader.error("rows", found: "no row", expected: "a list of rows") }
        return Service(
            id: id, plugin: plugin, title: try reader.text("title"), model: try reader.text("model"),
            note: try reader.optionalText("note") ?? "", types: try reader.texts("types"), rows: rows, file: file)
    }

    private static func row(_ value: LuaValue, service: String, number: Int, _ parent: FieldReader) throws(RuleError) -> Service.Row {
        let reader = try FieldReader(
            value, path: "rows[\(number)]", file: parent.file, source: parent.source,
            allowed: ["layer", "party", "when", "rules", "gap", "note"])
        guard reader.list.count == 2, let id = reader.list[0].text, let title = reader.list[1].text else {
            throw reader.error("[1]", found: "\(reader.list.count) values", expected: "{ \"id\", \"title\", layer = ..., party = ... }")
        }
        var conditions: [Service.Condition] = []
        for element in reader.value("when")?.list ?? [] { conditions.append(try condition(element, reader)) }
        return Service.Row(
            id: "\(service).\(id)", title: title, layer: try reader.text("layer"), party: try reader.choice("party", parties),
            conditions: conditions, gap: try reader.optionalText("gap") ?? "", rules: try reader.texts("rules"))
    }

    private static func condition(_ value: LuaValue, _ row: FieldReader) throws(RuleError) -> Service.Condition {
        let matches = ["equals", "not_equals", "one_of", "starts_with", "contains", "present"]
        let reader = try FieldReader(
            value, path: "\(row.path).when", file: row.file, source: row.source,
            allowed: ["type", "path", "rule", "result", "party", "why"] + matches)
        let party = try reader.choice("party", parties)
        let why = try reader.text("why")
        if reader.value("rule") != nil {
            let result = try reader.choice("result", Verdict.allCases.map { ($0.name, $0) })
            return Service.Condition(test: .rule(id: try reader.text("rule"), verdict: result), party: party, why: why)
        }
        guard let match = try match(reader) else {
            throw reader.error("when", found: "no comparison", expected: "one of \(matches.joined(separator: ", "))")
        }
        return Service.Condition(
            test: .property(type: try reader.text("type"), path: try reader.text("path"), match), party: party, why: why)
    }

    private static func match(_ reader: FieldReader) throws(RuleError) -> Service.Condition.Match? {
        if let value = reader.value("equals") { return .equals(value) }
        if let value = reader.value("not_equals") { return .notEquals(value) }
        if let value = reader.value("one_of") { return .oneOf(value.list) }
        if reader.value("starts_with") != nil { return .startsWith(try reader.text("starts_with")) }
        if reader.value("contains") != nil { return .contains(try reader.text("contains")) }
        return reader.value("present") == .boolean(true) ? .present : nil
    }

    static func layers(_ value: LuaValue, file: String, source: [UInt8]) throws(RuleError) -> [Layer] {
        guard case .table(_, let fields) = value else { return [] }
        var layers: [Layer] = []
        for field in fields {
            let reader = try FieldReader(field.value, path: field.name, file: file, source: source, allowed: ["title", "scope", "note"])
            layers.append(
                Layer(
                    id: field.name, title: try reader.text("title"),
                    isOfTheCloud: try reader.choice("scope", [("of", true), ("in", false)])))
        }
        return layers
    }

    static func artifacts(_ value: LuaValue, file: String, source: [UInt8]) throws(RuleError) -> [Artifact] {
        guard case .table(_, let fields) = value else { return [] }
        var artifacts: [Artifact] = []
        for field in fields {
            let reader = try FieldReader(
                field.value, path: field.name, file: file, source: source, allowed: ["title", "cadence_months", "covers", "primary", "note"])
            let cadence = reader.value("cadence_months")?.asNumber.map { Int($0) }
            artifacts.append(
                Artifact(
                    id: field.name, title: try reader.text("title"), cadenceMonths: cadence, covers: try reader.texts("covers"),
                    isPrimary: reader.value("primary") == .boolean(true)))
        }
        return artifacts
    }
}

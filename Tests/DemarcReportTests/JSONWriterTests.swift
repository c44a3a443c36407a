// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DemarcReport

@Suite struct JSONWriterTests {
    private func written(isIndented: Bool, _ write: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter(isIndented: isIndented)
        write(&json)
        return String(decoding: json.take(), as: UTF8.self)
    }

    private func document(_ json: inout JSONWriter) {
        json.beginObject()
        json.member("text", "a\"b")
        json.member("number", -1)
        json.member("none", nil as Int?)
        json.key("empty")
        json.beginList()
        json.endList()
        json.key("list" as String)
        json.beginList()
        json.flag(true)
        json.beginObject()
        json.endObject()
        json.endList()
        json.endObject()
        json.endLine()
    }

    @Test func `a document is on one line`() {
        #expect(written(isIndented: false, document) == #"{"text":"a\"b","number":-1,"none":null,"empty":[],"list":[true,{}]}"# + "\n")
    }

    @Test func `or each member and element on its own`() {
        let members = [#"  "text": "a\"b","#, #"  "number": -1,"#, #"  "none": null,"#, #"  "empty": [],"#]
        let lines = ["{"] + members + [#"  "list": ["#, "    true,", "    {}", "  ]", "}"]
        #expect(written(isIndented: true, document) == lines.joined(separator: "\n") + "\n")
    }

    @Test func `lines follow one another`() {
        let lines = written(isIndented: false) { json in
            for _ in 0..<2 {
                json.beginList()
                json.endList()
                json.endLine()
            }
        }
        #expect(lines == "[]\n[]\n")
    }

    @Test(arguments: [false, true]) func `writers side by side write what one would`(isIndented: Bool) {
        let whole = written(isIndented: isIndented) { json in
            json.beginList()
            for number in 0..<4 { json.number(number) }
            json.endList()
        }
        var list = JSONWriter(isIndented: isIndented)
        list.beginList()
        var text = String(decoding: list.take(), as: UTF8.self)
        for numbers in [0..<2, 2..<4] {
            var part = JSONWriter(following: list, isFirst: numbers.lowerBound == 0, reserving: 10)
            for number in numbers { part.number(number) }
            text += String(decoding: part.take(), as: UTF8.self)
        }
        list.noteElements()
        list.endList()
        #expect(text + String(decoding: list.take(), as: UTF8.self) == whole)
    }
}

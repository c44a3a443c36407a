// SPDX-License-Identifier: Apache-2.0

/// URL encoding, as IAM writes policy documents and collectors write file names.
public enum PercentEncoding {
    /// Writes `text` to `target` with every %XX replaced by its byte, and counts what it wrote; what is not an escape stays.
    static func decode(_ text: UnsafeBufferPointer<UInt8>, to target: UnsafeMutablePointer<UInt8>) -> Int {
        var place = 0
        var count = 0
        while place < text.count {
            var byte = unsafe text[place]
            place += 1
            if byte == UInt8(ascii: "%"), place + 1 < text.count, let high = unsafe digit(text[place]), let low = unsafe digit(text[place + 1]) {
                byte = high << 4 | low
                place += 2
            }
            unsafe target[count] = byte
            count += 1
        }
        return count
    }

    /// `text` with every %XX replaced by its byte; what is not an escape stays.
    public static func decode(_ text: [UInt8]) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: text.count) { room, count in
            guard let target = room.baseAddress else { return }
            count = unsafe text.withUnsafeBufferPointer { unsafe decode($0, to: target) }
        }
    }

    /// `text` with every %XX replaced; damaged UTF-8 is repaired.
    public static func decode(_ text: String) -> String { String(decoding: decode(Array(text.utf8)), as: UTF8.self) }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}

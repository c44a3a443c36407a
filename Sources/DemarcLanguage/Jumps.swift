// SPDX-License-Identifier: Apache-2.0

/// What the parser knows of `goto`, `break` and labels where it reads.
struct Jumps {
    private struct Label {
        let name: LuaName
        /// The variables in sight at the label.
        let locals: Int
    }

    private struct Pending {
        let name: LuaName
        /// The variables in sight at the jump, as far as the blocks around it that are still open have them.
        var locals: Int
    }

    private struct Block {
        let isLoop: Bool
        let isFunction: Bool
        let locals: Int
        let firstLabel: Int
        let firstPending: Int
    }

    private var labels: [Label] = []
    private var pending: [Pending] = []
    private var blocks: [Block] = []

    mutating func enter(isLoop: Bool = false, isFunction: Bool = false, locals: Int) {
        blocks.append(
            Block(isLoop: isLoop, isFunction: isFunction, locals: locals, firstLabel: labels.count, firstPending: pending.count))
    }

    /// Closes a block; jumps that found no label in it look for one in the block around it.
    mutating func leave() throws(LuaSyntaxError) {
        guard let block = blocks.popLast() else { return }
        labels.removeSubrange(block.firstLabel...)
        if !block.isFunction {
            for place in block.firstPending..<pending.count { pending[place].locals = min(pending[place].locals, block.locals) }
        } else if pending.count > block.firstPending {
            let name = pending[block.firstPending].name
            throw LuaSyntaxError(position: name.range.start, message: "found no label '\(name.text)' in sight of this goto")
        }
    }

    func checkBreak(at position: SourcePosition) throws(LuaSyntaxError) {
        for block in blocks.reversed() {
            if block.isLoop { return }
            if block.isFunction { break }
        }
        throw LuaSyntaxError(position: position, message: "found 'break' outside of a loop")
    }

    mutating func goto(_ name: LuaName, locals: Int) {
        // A label that stands before its goto is in sight wherever the goto is.
        if label(name.text) == nil { pending.append(Pending(name: name, locals: locals)) }
    }

    /// A label; `locals` counts the variables that are in sight behind it.
    mutating func label(_ name: LuaName, locals: Int, isLast: Bool) throws(LuaSyntaxError) {
        if let other = label(name.text) {
            throw LuaSyntaxError(
                position: name.range.start, message: "found a second label '\(name.text)'; the first is on line \(other.name.range.start.line)")
        }
        // Behind the last statement of a block its variables are dead already.
        let label = Label(name: name, locals: isLast ? blocks.last?.locals ?? 0 : locals)
        labels.append(label)
        let first = blocks.last?.firstPending ?? 0
        for jump in pending[first...] where jump.name.text == name.text && jump.locals < label.locals {
            throw LuaSyntaxError(
                position: jump.name.range.start, message: "found a goto '\(name.text)' that jumps into the scope of a local variable")
        }
        pending = pending[..<first] + pending[first...].filter { $0.name.text != name.text }
    }

    /// The label of that name in the current function that is in sight.
    private func label(_ name: String) -> Label? {
        let first = blocks.last(where: \.isFunction)?.firstLabel ?? 0
        return labels[first...].last { $0.name.text == name }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// What a piece of a rule is for. Examples say verdicts and no messages: what only a message is made of can't be proved by them.
enum Purpose {
    /// It may decide a verdict.
    case verdict
    /// Only words for people come of it.
    case words
}

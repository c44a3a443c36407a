// SPDX-License-Identifier: Apache-2.0
@_exported public import DemarcAssessment
@_exported public import DemarcDocument
@_exported public import DemarcEngine
@_exported public import DemarcLint
@_exported public import DemarcReport
@_exported public import DemarcRules
@_exported public import DemarcSnapshot
@_exported public import DemarcToolkit

/// The product itself.
public enum Demarc {
    /// The version this was built as.
    public static let version = "0.1.0"
}

// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport

/// Rules of instances with an example of each verdict, so that nothing but the check can be wrong with them.
enum PluginFolderSource {
    static func sound(_ body: String, more: String = "") -> String {
        let examples = "examples = { pass = { a = { it {} } }, fail = { a = { it {} } }, unknown = { a = { it {} } } },"
        return PluginFolder.source(resource: #""AWS::EC2::Instance""#, check: body, more: more + examples)
    }
}

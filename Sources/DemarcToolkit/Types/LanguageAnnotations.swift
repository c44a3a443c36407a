// SPDX-License-Identifier: Apache-2.0

/// Annotations of what every rule sees: subjects, verdicts, the words of examples and files, and the functions of the language.
enum LanguageAnnotations {
    static let text = """

        ---@class demarc.Verdict

        ---@class demarc.Patch

        ---@alias demarc.Severity "info"|"low"|"medium"|"high"|"critical"
        ---@alias demarc.Cause "not-collected"|"denied"|"unresolved"|"undecodable"

        ---A resource; a path through what is not there is nil, and what is unknown ends the check.
        ---@class demarc.Resource
        ---@field id string
        ---@field arn? string
        ---@field name? string
        ---@field type string
        ---@field created? string date
        ---@field account demarc.Account
        ---@field region demarc.Region
        ---@field organization demarc.Organization
        ---@field tags table<string, string>
        ---@field configuration? table
        ---@field supplementaryConfiguration? table
        local Resource = {}

        ---The resources that AWS Config says it is related to, in both directions.
        ---@param type? string
        ---@return fun(): any
        function Resource:related(type) end

        ---A region or an account: what can be asked about the resources in it.
        ---@class demarc.Scope
        ---@field id string
        ---@field name? string
        ---@field organization demarc.Organization
        local Scope = {}

        ---Every resource of the type; unknown where the type was not collected completely.
        ---@param type string
        ---@return fun(): any
        function Scope:all(type) end

        ---The resources of the type whose text at the path is the value; unknown where the type was not collected completely.
        ---@param type string
        ---@param path string such as "configuration.vpcId"
        ---@param value string
        ---@return fun(): any
        function Scope:find(type, path, value) end

        ---How many resources of the type there are; unknown where the type was not collected completely.
        ---@param type string
        ---@return integer
        function Scope:count(type) end

        ---The resources of the type that are known; there may be others.
        ---@param type string
        ---@return fun(): any
        function Scope:known(type) end

        ---Whether the type was collected completely.
        ---@param type string
        ---@return boolean
        function Scope:collected(type) end

        ---@class demarc.Region: demarc.Scope
        ---@field account demarc.Account

        ---@class demarc.Account: demarc.Scope
        local Account = {}

        ---The regions that are on.
        ---@return fun(): demarc.Region
        function Account:regions() end

        ---What is known of an account of the organisation; what nobody said is unknown.
        ---@class demarc.Member
        ---@field name string
        ---@field owner string
        ---@field unit string
        ---@field email string
        ---@field status string
        ---@field tags table<string, string>

        ---The organisation that the account belongs to; what nobody said is unknown.
        ---@class demarc.Organization
        ---@field id string
        ---@field name string
        ---@field management string the account that manages it
        ---@field accounts table<string, demarc.Member> all it has, by id

        ---@class demarc.RuleFile
        ---@field title string what is true when it passes
        ---@field severity demarc.Severity
        ---@field resource string|string[] a resource type or several, "region", "account" or "organization"
        ---@field layer? string|string[] the rows of services' matrices that it gives evidence for
        ---@field remedy string what to do about a failure
        ---@field params? table<string, table> { default, "what it means", min =, max =, values = }
        ---@field check fun(subject: any, params: table<string, any>): demarc.Verdict
        ---@field examples? { pass?: table, fail?: table, skip?: table, unknown?: table }

        ---@param file demarc.RuleFile
        ---@return demarc.RuleFile
        function rule(file) end

        ---@param file { title: string, version: string, note?: string, extends?: string|string[], requirements: table[], params?: table }
        function pack(file) end

        ---@param file { name: string, version: string, api: integer, title?: string, license?: string, example?: boolean }
        function plugin(file) end

        ---@param file { title: string, model: string, note?: string, types?: string[], rows: table[] }
        function service(file) end

        ---@param file table<string, table>
        function layers(file) end

        ---@param file table<string, table>
        function artifacts(file) end

        ---@param file { name?: string, organization?: string, management?: string, accounts?: table, packs?: string|string[], params?: table, units?: table, tags?: table, waivers?: table[] }
        function demarc(file) end

        ---The state is as the rule wants it.
        ---@param note? string
        ---@param ... any what stands for %s and its like in it
        ---@return demarc.Verdict
        function pass(note, ...) end

        ---The state is not as the rule wants it.
        ---@param message string
        ---@param ... any what stands for %s and its like in it
        ---@return demarc.Verdict
        function fail(message, ...) end

        ---The rule does not concern this subject.
        ---@param reason? string
        ---@param ... any what stands for %s and its like in it
        ---@return demarc.Verdict
        function skip(reason, ...) end

        ---Nobody knows. In a patch of an example: the value there is unknown, and the text is its cause.
        ---@param reason? string|demarc.Cause
        ---@param ... any what stands for %s and its like in it
        ---@return demarc.Verdict
        function unknown(reason, ...) end

        ---Several answers of one subject, each under a key that stays the same.
        ---@param answers table<string, demarc.Verdict>
        ---@return demarc.Verdict
        function findings(answers) end

        ---The time of the snapshot, in seconds since 1970.
        ---@return integer
        function now() end

        ---Days from a date to the time of the snapshot; unknown where it is no date, or is more than a day after that time.
        ---@param date string|number
        ---@return number
        function days_since(date) end

        ---Whether an element answers the test with true; of no list none does.
        ---@param list? any[]
        ---@param test fun(element: any): any
        ---@return boolean
        function any(list, test) end

        ---Whether every element answers the test with true; of no list all do.
        ---@param list? any[]
        ---@param test fun(element: any): any
        ---@return boolean
        function all(list, test) end

        ---Whether the pattern is found in the text; in nil it is not.
        ---@param text? string
        ---@param pattern string
        ---@return boolean
        function matches(text, pattern) end

        ---The subject of an example: its type's fixture with this patch.
        ---@param patch table
        ---@return demarc.Patch
        function it(patch) end

        ---Another resource beside it: the fixture of the type with this patch.
        ---@param type string
        ---@param patch table
        ---@return demarc.Patch
        function with(type, patch) end

        ---The type was collected, in this region or in all, and there is none.
        ---@param type string
        ---@param region? string
        ---@return demarc.Patch
        function none(type, region) end

        ---The call for the type was refused.
        ---@param type string
        ---@return demarc.Patch
        function denied(type) end

        ---What is known of the organisation in the example; its accounts, where they are given, are all it has.
        ---@param facts { id?: string, name?: string, management?: string, accounts?: table<string, table> }
        ---@return demarc.Patch
        function organization(facts) end

        ---The time of the example.
        ---@param time string
        ---@return demarc.Patch
        function as_of(time) end

        ---What the rule's parameters are set to; those not named keep their defaults.
        ---@param values table<string, any>
        ---@return demarc.Patch
        function params(values) end

        ---What a patch removes.
        ---@type demarc.Patch
        absent = nil

        """
}

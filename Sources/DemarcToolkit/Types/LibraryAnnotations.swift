// SPDX-License-Identifier: Apache-2.0

/// Annotations of the standard library: addresses, policies, dates, texts, lists and sets.
enum LibraryAnnotations {
    static let text = """

        ---Sets of addresses of IPv4 and IPv6, permissions of security groups, and network ACLs.
        net = {}

        ---Whether the internet gets in at a port, at one up to `last`, or at one of a list of ports; by any protocol or at any port where none is named.
        ---@param permissions table
        ---@param protocol? string|integer
        ---@param port? integer|string|(integer|string)[]
        ---@param last? integer
        ---@return boolean
        function net.open(permissions, protocol, port, last) end

        ---Whether all of an address range, or a group or prefix list by its id, is let in.
        ---@param permissions table
        ---@param protocol? string|integer
        ---@param port integer|string
        ---@param source string
        ---@return boolean
        function net.allows(permissions, protocol, port, source) end

        ---Whether each address of the range lies in one of the ranges.
        ---@param ranges string|string[]
        ---@param range string
        ---@return boolean
        function net.contains(ranges, range) end

        ---Whether one address of the range lies in one of the ranges.
        ---@param ranges string|string[]
        ---@param range string
        ---@return boolean
        function net.overlaps(ranges, range) end

        ---Whether the ranges are the internet, of IPv4 or of IPv6: more public addresses than a prefix of 8 bits has, or of 32.
        ---@param ranges string|string[]
        ---@return boolean
        function net.internet(ranges) end

        ---Whether a network ACL lets the internet through at a port, at one up to `last`, or at one of a list of ports.
        ---@param entries table
        ---@param protocol string|integer
        ---@param port? integer|string|(integer|string)[]
        ---@param last? integer
        ---@param direction? "ingress"|"egress"
        ---@return boolean
        function net.acl_open(entries, protocol, port, last, direction) end

        ---Whether a network ACL lets all of an address range through at a port.
        ---@param entries table
        ---@param protocol string|integer
        ---@param port integer|string
        ---@param range string
        ---@param direction? "ingress"|"egress"
        ---@return boolean
        function net.acl_allows(entries, protocol, port, range, direction) end

        ---@class demarc.Request
        ---@field action string
        ---@field resource? string
        ---@field principal? string
        ---@field context? table<string, string|number|boolean|(string|number|boolean)[]> a key that the request does not have is {}

        ---Policy documents of identities, resources and trust.
        iam = {}

        ---Whether a statement allows the request and none denies it; unknown where a condition can't be decided.
        ---@param policy table
        ---@param request demarc.Request
        ---@return boolean
        function iam.allows(policy, request) end

        ---Whether a statement denies the request, all of it.
        ---@param policy table
        ---@param request demarc.Request
        ---@return boolean
        function iam.denies(policy, request) end

        ---Whether a stranger is allowed anything.
        ---@param policy table
        ---@return boolean
        function iam.public(policy) end

        ---The accounts that the policy allows something, "*" for everybody.
        ---@param policy table
        ---@return string[]
        function iam.accounts(policy) end

        ---Dates as AWS writes them.
        time = {}

        ---Seconds since 1970; unknown where it is no date.
        ---@param date string|number
        ---@return number
        function time.parse(date) end

        ---Whether the left date is before the right one, the same, or after it: -1, 0 or 1.
        ---@param left string|number
        ---@param right string|number
        ---@return integer
        function time.compare(left, right) end

        ---Days from one date to another.
        ---@param from string|number
        ---@param to string|number
        ---@return number
        function time.duration(from, to) end

        ---Texts, in bounded time.
        text = {}

        ---@param text? string
        ---@param start string
        ---@return boolean
        function text.starts_with(text, start) end

        ---@param text? string
        ---@param ending string
        ---@return boolean
        function text.ends_with(text, ending) end

        ---@param text? string
        ---@param part string
        ---@return boolean
        function text.contains(text, part) end

        ---Whether the pattern matches all of the text: `*` stands for any text, `?` for one character.
        ---@param text? string
        ---@param pattern string
        ---@return boolean
        function text.glob(text, pattern) end

        ---@param text? string
        ---@return string?
        function text.lower(text) end

        ---@param text? string
        ---@return string?
        function text.upper(text) end

        ---The text without white space at its ends.
        ---@param text? string
        ---@return string?
        function text.trim(text) end

        ---@param text? string
        ---@param separator string
        ---@return string[]?
        function text.split(text, separator) end

        ---Lists of documents and of a rule's own; of no list there are no elements.
        list = {}

        ---@param list? any[]
        ---@param value any
        ---@return boolean
        function list.contains(list, value) end

        ---@param list? any[]
        ---@param test fun(element: any): any
        ---@return integer
        function list.count(list, test) end

        ---@param list? any[]
        ---@param test fun(element: any): any
        ---@return any
        function list.find(list, test) end

        ---@param list? any[]
        ---@param test fun(element: any): any
        ---@return any[]
        function list.filter(list, test) end

        ---@param list? any[]
        ---@param change fun(element: any): any
        ---@return any[]
        function list.map(list, change) end

        ---@param list? any[]
        ---@return any[]
        function list.sort(list) end

        ---@param list? any[]
        ---@param separator? string
        ---@return string
        function list.join(list, separator) end

        ---Lists as sets of texts, numbers and truths.
        set = {}

        ---@param left? any[]
        ---@param right? any[]
        ---@return any[]
        function set.union(left, right) end

        ---@param left? any[]
        ---@param right? any[]
        ---@return any[]
        function set.intersection(left, right) end

        ---@param left? any[]
        ---@param right? any[]
        ---@return any[]
        function set.difference(left, right) end

        ---@param inner? any[]
        ---@param outer? any[]
        ---@return boolean
        function set.subset(inner, outer) end

        ---@param left? any[]
        ---@param right? any[]
        ---@return boolean
        function set.equal(left, right) end

        """
}

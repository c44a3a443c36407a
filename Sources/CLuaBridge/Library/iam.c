// SPDX-License-Identifier: Apache-2.0
/// iam: whom a policy document allows what.
#include "iam.h"

static struct request request_of(const struct policy *policy) {
    return (struct request){word_at(policy->words, WORD_ACTION), word_at(policy->words, WORD_RESOURCE), word_at(policy->words, WORD_PRINCIPAL)};
}

/// Whether an allowing statement is for the principal; where none is asked about, it is for somebody.
static enum answer allows_to(const struct policy *policy, const struct item *statement, struct slice principal) {
    return principal.bytes ? statement_speaks_to(policy, statement, principal) : YES;
}

/// How much of the actions and of the resources that are asked about a statement denies.
struct denied {
    enum extent actions, resources;
    enum answer but_some; ///< whether it denies where none is asked about and it excepts some principals: those may be who is allowed
};
static const struct denied denied_whole = {ALL_OF, ALL_OF, NO}, denied_partly = {SOME_OF, SOME_OF, UNDECIDED};
/// What leaves none of the resources on which all the actions are allowed.
static const struct denied denied_everywhere = {SOME_OF, ALL_OF, UNDECIDED};

/// Whether a denying statement is for the principal, or where none is asked about for all there are.
static enum answer denies_to(const struct policy *policy, const struct item *statement, struct slice principal, enum answer but_some) {
    struct item excepted = item_field(policy->reader, statement, NAME_NotPrincipal);
    enum answer is = statement_speaks_to_any(policy, statement, principal);
    if (is != YES || principal.bytes || item_kind(policy->reader, &excepted) == ITEM_ABSENT) return is;
    if (but_some == NO) return NO;
    return undecided(policy->reader, CARENA_UNRESOLVED, "whether the principals are allowed that a denying statement excepts is not known");
}

/// Whether a statement denies so much of the actions on so much of the resources.
static enum answer statement_denies(const struct policy *policy, const struct item *statement, struct slice resources, struct denied much) {
    struct request request = request_of(policy);
    enum answer is = statement_has_effect(policy, statement, "Deny");
    if (is != NO) is = answer_and(is, statement_acts(policy, statement, request.action, much.actions));
    if (is != NO) is = answer_and(is, statement_reaches(policy, statement, resources, much.resources));
    if (is != NO) is = answer_and(is, denies_to(policy, statement, request.principal, much.but_some));
    if (is != NO) is = answer_and(is, statement_applies(policy, statement));
    return is;
}

static enum answer is_denied(const struct policy *policy, struct slice resources, struct denied much) {
    enum answer result = NO;
    for (uint32_t place = 0; place < policy->count && result != YES; place++) {
        int mark = item_mark(policy->reader);
        struct item statement = policy_statement(policy, place);
        result = answer_or(result, statement_denies(policy, &statement, resources, much));
        item_release(policy->reader, mark);
    }
    return result;
}

/// What is asked of a pattern of resources.
typedef enum answer resources_question(const struct policy *policy, struct slice resources);

/// Whether one of the patterns of resources that a statement names says yes; of one that names none, all resources.
static enum answer ask_resources(const struct policy *policy, const struct item *statement, resources_question *question) {
    struct reader *reader = policy->reader;
    struct item element = item_field(reader, statement, NAME_Resource);
    if (item_kind(reader, &element) == ITEM_ABSENT) return question(policy, (struct slice){"*", 1});
    enum answer result = item_kind(reader, &element) == ITEM_UNKNOWN ? UNDECIDED : NO;
    for (uint32_t place = 0; place < value_count(reader, &element) && result != YES; place++) {
        int mark = item_mark(reader);
        struct item value = value_at(reader, &element, place);
        struct slice text;
        if (item_text(reader, &value, &text)) result = answer_or(result, question(policy, text));
        else if (item_kind(reader, &value) == ITEM_UNKNOWN) result = UNDECIDED;
        else result = undecided(reader, CARENA_UNDECODABLE, "an action or resource of another shape");
        item_release(reader, mark);
    }
    return result;
}

/// Whether one of the resources is not denied, by any statement.
static enum answer is_left(const struct policy *policy, struct slice resources) {
    return answer_not(is_denied(policy, resources, denied_everywhere));
}

static enum answer statement_allows(const struct policy *policy, const struct item *statement) {
    struct request request = request_of(policy);
    enum answer is = statement_has_effect(policy, statement, "Allow");
    if (is != NO) is = answer_and(is, statement_acts(policy, statement, request.action, ALL_OF));
    if (is != NO && request.resource.bytes) is = answer_and(is, statement_reaches(policy, statement, request.resource, ALL_OF));
    if (is != NO) is = answer_and(is, allows_to(policy, statement, request.principal));
    if (is != NO) is = answer_and(is, statement_applies(policy, statement));
    if (is == NO) return NO;
    if (!request.resource.bytes) return answer_and(is, ask_resources(policy, statement, is_left));
    return answer_and(is, answer_not(is_denied(policy, request.resource, denied_partly)));
}

/// What is not named is all there are.
static enum answer statement_denies_request(const struct policy *policy, const struct item *statement) {
    struct slice resources = word_at(policy->words, WORD_RESOURCE);
    return statement_denies(policy, statement, resources.bytes ? resources : (struct slice){"*", 1}, denied_whole);
}

/// What is asked of each statement.
typedef enum answer question(const struct policy *policy, const struct item *statement);

/// Whether one of the statements says yes, the one at `*only` where that is a place; the place of the one that does is there then.
static enum answer ask_statements(const struct policy *policy, question *question, uint32_t *only) {
    bool is_all = *only == NONE;
    enum answer result = NO;
    for (uint32_t place = is_all ? 0 : *only; place < policy->count && result != YES; place++) {
        int mark = item_mark(policy->reader);
        struct item statement = policy_statement(policy, place);
        result = answer_or(result, question(policy, &statement));
        item_release(policy->reader, mark);
        if (!is_all) break;
        if (result == YES) *only = place;
    }
    return result;
}

/// Whether statements allow the actions together on some of the resources.
static enum answer allows_together_on(const struct policy *policy, struct slice resources) {
    struct request request = request_of(policy);
    char bytes[MAX_EXPANDED];
    // A variable that nobody knows leaves each statement undecided that has it.
    if (expand_variables(policy, resources, true, bytes, sizeof bytes, &request.resource) == NO) return NO;
    enum answer is = statements_allow_together(policy, request);
    return is == NO ? NO : answer_and(is, is_left(policy, request.resource));
}

/// The same of the resources that one statement names; of one that names those that are excepted, of a resource that no statement names.
static enum answer allows_together_on_its(const struct policy *policy, const struct item *statement) {
    static const struct slice nameless[] = {{"arn:aws:\1:\1:\1:\1", 15}, {"arn:aws-cn:\1:\1:\1:\1", 18}, {"arn:aws-us-gov:\1:\1:\1:\1", 22}};
    enum answer is = statement_has_effect(policy, statement, "Allow"), result = NO;
    struct item others = item_field(policy->reader, statement, NAME_NotResource);
    if (is == NO) return NO;
    if (item_kind(policy->reader, &others) == ITEM_ABSENT) return answer_and(is, ask_resources(policy, statement, allows_together_on));
    for (size_t place = 0; place < sizeof nameless / sizeof *nameless && result != YES; place++)
        result = answer_or(result, allows_together_on(policy, nameless[place]));
    return answer_and(is, result);
}

/// Whether some allow together what no statement allows alone.
static enum answer allows_together(const struct policy *policy) {
    struct request request = request_of(policy);
    uint32_t any = NONE;
    if (!request.resource.bytes) return ask_statements(policy, allows_together_on_its, &any);
    enum answer is = statements_allow_together(policy, request);
    return is == NO ? NO : answer_and(is, answer_not(is_denied(policy, request.resource, denied_partly)));
}

/// Asks a question; where evidence is noted, the statement that decides is, and all where none does.
static enum answer ask(struct reader *reader, const struct item *item, const struct words *words, question *question) {
    struct policy policy;
    bool notes = reader->notes;
    uint32_t only = NONE;
    reader->notes = false;
    enum answer answer = policy_read(reader, item, words, &policy);
    if (answer == YES) answer = ask_statements(&policy, question, &only);
    if (answer == NO && question == statement_allows) answer = allows_together(&policy);
    if (answer == NO && question == statement_is_public) answer = statements_are_public_together(&policy);
    reader->notes = notes;
    if (UNLIKELY(notes) && policy_read(reader, item, words, &policy) == YES) ask_statements(&policy, question, &only);
    return answer;
}

static enum answer allows(struct reader *reader, const struct item *item, const struct words *words) { return ask(reader, item, words, statement_allows); }

static enum answer denies(struct reader *reader, const struct item *item, const struct words *words) { return ask(reader, item, words, statement_denies_request); }

static enum answer is_public(struct reader *reader, const struct item *item, const struct words *words) {
    return ask(reader, item, words, statement_is_public);
}

static enum answer push_accounts(struct reader *reader, const struct item *item, const struct words *words) {
    struct policy policy;
    enum answer is = policy_read(reader, item, words, &policy);
    return is == YES ? policy_push_accounts(&policy) : is;
}

/// Adds the text of a field of the request, or that it names none.
static void read_field(lua_State *lua, struct words *words, const char *name) {
    lua_getfield(lua, 2, name);
    library_add_word(lua, words, lua_gettop(lua));
}

static void add_context(lua_State *lua, struct words *words, int key, int value) {
    library_add_word(lua, words, key);
    if (lua_isboolean(lua, value)) {
        lua_pushstring(lua, lua_toboolean(lua, value) ? "true" : "false");
        library_add_word(lua, words, lua_gettop(lua));
    } else {
        library_add_word(lua, words, value);
    }
}

/// Adds a key of the context with each of its values; an empty list says that the request does not have it.
static void read_key(lua_State *lua, struct words *words, int key, int value) {
    if (!lua_istable(lua, value)) {
        add_context(lua, words, key, value);
        return;
    }
    lua_Integer count = luaL_len(lua, value);
    for (lua_Integer place = count ? 1 : 0; place <= count; place++) {
        luaL_checkstack(lua, 4, "too many values");
        lua_geti(lua, value, place);
        add_context(lua, words, key, lua_gettop(lua));
    }
}

/// Tables have no order: the same request is the same words only where they are sorted.
static void sort_context(struct words *words) {
    for (uint32_t place = WORD_CONTEXT + 2; place + 1 < words->count; place += 2)
        for (uint32_t at = place; at > WORD_CONTEXT; at -= 2) {
            struct slice *left = &words->words[at - 2], *right = &words->words[at];
            size_t length = left->length < right->length ? left->length : right->length;
            int order = memcmp(left->bytes, right->bytes, length);
            if (order < 0 || (order == 0 && left->length <= right->length)) break;
            struct slice pair[2] = {left[0], left[1]};
            left[0] = right[0], left[1] = right[1];
            right[0] = pair[0], right[1] = pair[1];
        }
}

static void check_names(lua_State *lua) {
    static const char *const names[] = {"action", "resource", "principal", "context", NULL};
    if (!freeze_target(lua, 2)) lua_pushvalue(lua, 2);
    for (lua_pushnil(lua); lua_next(lua, -2); lua_pop(lua, 1)) {
        const char *name = lua_type(lua, -2) == LUA_TSTRING ? lua_tostring(lua, -2) : "?";
        bool is_known = false;
        for (const char *const *known = names; *known; known++) is_known |= strcmp(name, *known) == 0;
        if (!is_known) luaL_error(lua, "a request has action, resource, principal and context, and no '%s'", name);
    }
    lua_pop(lua, 1);
}

/// Reads `{ action =, resource =, principal =, context = { key = value or values } }`.
static void read_request(lua_State *lua, struct words *words) {
    luaL_checktype(lua, 2, LUA_TTABLE);
    lua_settop(lua, 2);
    check_names(lua);
    read_field(lua, words, "action");
    if (!words->words[WORD_ACTION].bytes) luaL_error(lua, "a request without an action");
    read_field(lua, words, "resource");
    read_field(lua, words, "principal");
    if (lua_getfield(lua, 2, "context") == LUA_TNIL) return;
    luaL_checktype(lua, -1, LUA_TTABLE);
    if (!freeze_target(lua, lua_gettop(lua))) lua_pushvalue(lua, -1);
    int context = lua_gettop(lua);
    lua_pushnil(lua);
    while (lua_next(lua, context)) {
        int key = lua_gettop(lua) - 1;
        if (lua_type(lua, key) != LUA_TSTRING) luaL_error(lua, "a key of the context is a text");
        read_key(lua, words, key, key + 1);
        lua_settop(lua, key);
    }
    sort_context(words);
}

const struct library_function iam_functions[] = {
    {.library = "iam", .name = "allows", .answer = allows, .read = read_request, .subject = "the policy was"},
    {.library = "iam", .name = "denies", .answer = denies, .read = read_request, .subject = "the policy was"},
    {.library = "iam", .name = "public", .answer = is_public, .subject = "the policy was"},
    {.library = "iam", .name = "accounts", .answer = push_accounts, .gives_list = true, .subject = "the policy was"},
    {0},
};

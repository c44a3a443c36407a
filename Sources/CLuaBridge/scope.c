// SPDX-License-Identifier: Apache-2.0
/// Resources, regions and accounts as scripts see them, and the questions that scopes answer.
#include "machine.h"

#include <stdio.h>

static uint64_t scope_word(uint32_t kind, uint64_t index) { return carena_make(CARENA_SCOPE, kind, index); }

static int push_word(lua_State *lua, uint64_t word) {
    lua_pushlightuserdata(lua, (void *)(uintptr_t)word);
    return 1;
}

static bool resource_member(const carena_account *account, const carena_resource *resource, enum member member, uint64_t *value) {
    switch (member) {
    case MEMBER_ID: *value = resource->id; return true;
    case MEMBER_ARN: *value = resource->arn; return true;
    case MEMBER_NAME: *value = resource->name; return true;
    case MEMBER_TYPE: *value = account->types[resource->type].name; return true;
    case MEMBER_CREATED: *value = resource->created; return true;
    case MEMBER_TAGS: *value = resource->tags; return true;
    case MEMBER_CONFIGURATION: *value = resource->configuration; return true;
    case MEMBER_SUPPLEMENTARY: *value = resource->supplementary; return true;
    default: return false;
    }
}

static bool organization_member(const carena_account *account, enum member member, uint64_t *value) {
    const uint64_t *members = account->words + carena_index(account->organization);
    switch (member) {
    case MEMBER_ID: *value = members[CARENA_ORGANIZATION_ID]; return true;
    case MEMBER_NAME: *value = members[CARENA_ORGANIZATION_NAME]; return true;
    case MEMBER_MANAGEMENT: *value = members[CARENA_ORGANIZATION_MANAGEMENT]; return true;
    case MEMBER_ACCOUNTS: *value = members[CARENA_ORGANIZATION_ACCOUNTS]; return true;
    default: return false;
    }
}

static bool is_organization(uint64_t word) { return carena_tag(word) == CARENA_SCOPE && carena_count(word) == CARENA_ORGANIZATION; }

bool scope_member(const carena_account *account, uint64_t word, enum member member, uint64_t *value) {
    if (carena_tag(word) == CARENA_RESOURCE) return resource_member(account, &account->resources[carena_index(word)], member, value);
    if (is_organization(word)) return organization_member(account, member, value);
    if (carena_tag(word) != CARENA_SCOPE || (member != MEMBER_ID && member != MEMBER_NAME)) return false;
    if (carena_count(word) == CARENA_REGION) *value = account->regions[carena_index(word)].id;
    else *value = member == MEMBER_ID ? account->id : account->name;
    return true;
}

bool scope_of(const carena_account *account, uint64_t word, uint32_t kind, uint64_t *scope) {
    bool is_resource = carena_tag(word) == CARENA_RESOURCE;
    if (!is_resource && (carena_tag(word) != CARENA_SCOPE || is_organization(word))) return false;
    if (kind == CARENA_ORGANIZATION || kind == CARENA_ACCOUNT) *scope = scope_word(kind, 0);
    else if (is_resource) *scope = scope_word(CARENA_REGION, account->resources[carena_index(word)].region);
    else return false;
    return true;
}

/// Hands a member out, noting the read.
static int push_member(lua_State *lua, uint64_t subject, uint64_t value) {
    if (UNLIKELY(machine_of(lua)->recording)) {
        size_t length;
        const char *name = lua_tolstring(lua, 2, &length);
        value = record_read(lua, STEP_MEMBER, subject, name, length, -1, value);
    }
    return proxy_push(lua, value);
}

/// Hands a region, an account or the organisation out.
static int push_scope(lua_State *lua, uint64_t word, uint32_t kind) {
    CLuaBridge_machine *machine = machine_of(lua);
    uint64_t scope = 0;
    scope_of(machine->account, word, kind, &scope);
    if (UNLIKELY(machine->recording)) record_aside(machine, STEP_SCOPE, word, kind, scope, (struct note){0});
    return push_word(lua, scope);
}

static int compare_text(const carena_account *account, uint64_t word, const char *text, size_t length) {
    size_t mine_length;
    const char *mine = text_of(account, &word, &mine_length);
    int order = memcmp(mine, text, mine_length < length ? mine_length : length);
    return order ? order : (mine_length > length) - (mine_length < length);
}

/// The number of a type, or NONE where nothing at all is known of it.
uint32_t scope_type(const carena_account *account, const char *name, size_t length) {
    uint32_t low = 0, high = account->type_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = compare_text(account, account->types[middle].name, name, length);
        if (order == 0) return middle;
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return NONE;
}

struct groups {
    const carena_group *first;
    const carena_group *end;
};

static struct groups groups_of(const carena_account *account, uint32_t type) {
    if (type == NONE) return (struct groups){account->groups, account->groups};
    uint32_t end = type + 1 < account->type_count ? account->types[type + 1].first_group : account->group_count;
    return (struct groups){account->groups + account->types[type].first_group, account->groups + end};
}

static const carena_group *group_in(const carena_account *account, uint32_t type, uint32_t region) {
    struct groups groups = groups_of(account, type);
    for (; groups.first < groups.end; groups.first++)
        if (groups.first->region == region) return groups.first;
    return NULL;
}

static bool is_global(const carena_account *account, uint32_t region) {
    return compare_text(account, account->regions[region].id, "global", 6) == 0;
}

static uint32_t global_region(const carena_account *account) {
    for (uint32_t region = 0; region < account->region_count; region++)
        if (is_global(account, region)) return region;
    return NONE;
}

static uint32_t rank(uint32_t coverage) {
    static const uint32_t ranks[] = {
        [CARENA_COVERAGE_NONE] = 0, [CARENA_COVERAGE_PARTIAL] = 1, [CARENA_COVERAGE_DENIED] = 2, [CARENA_COVERAGE_COMPLETE] = 3,
    };
    return ranks[coverage];
}

/// How complete a type is in one region: what was said there or of the whole account, else of the recorder.
static uint32_t coverage_in(const carena_account *account, uint32_t type, uint32_t region, uint64_t *detail, uint32_t *where) {
    uint32_t state = CARENA_COVERAGE_NONE;
    *where = region;
    const uint32_t places[] = {region, global_region(account)};
    for (int place = 0; place < 2; place++) {
        const carena_group *group = places[place] == NONE ? NULL : group_in(account, type, places[place]);
        if (group && rank(group->coverage) > rank(state)) {
            state = group->coverage;
            *detail = group->detail;
            *where = places[place];
        }
    }
    if (state != CARENA_COVERAGE_NONE || type == NONE || !account->types[type].recordable) return state;
    *detail = account->regions[region].detail;
    return account->regions[region].recorded;
}

/// The same for a scope: an account is as complete as its least complete region.
static uint32_t coverage_of(const carena_account *account, uint64_t scope, uint32_t type, uint64_t *detail, uint32_t *region) {
    *detail = 0;
    *region = (uint32_t)carena_index(scope);
    if (carena_count(scope) == CARENA_REGION) return coverage_in(account, type, *region, detail, region);
    uint32_t worst = CARENA_COVERAGE_COMPLETE, global = global_region(account);
    bool any = false;
    for (uint32_t place = 0; place < account->region_count; place++) {
        if (!account->regions[place].enabled) continue;
        any = true;
        uint64_t why = 0;
        uint32_t where;
        uint32_t state = coverage_in(account, type, place, &why, &where);
        if (rank(state) < rank(worst)) {
            worst = state;
            *detail = why;
            *region = where;
        }
    }
    if (any || global == NONE) return any ? worst : CARENA_COVERAGE_NONE;
    *region = global;
    return coverage_in(account, type, global, detail, region);
}

static _Noreturn void stop_uncovered(lua_State *lua, const char *type, uint32_t state, uint64_t detail, uint32_t region) {
    const carena_account *account = machine_of(lua)->account;
    size_t region_length, detail_length;
    const char *where = text_of(account, &account->regions[region].id, &region_length);
    const char *why = text_of(account, &detail, &detail_length);
    char text[512];
    const char *what = state == CARENA_COVERAGE_DENIED ? "collecting %s was denied in %.*s%s%.*s" : "%s was not completely collected in %.*s%s%.*s";
    snprintf(text, sizeof text, state == CARENA_COVERAGE_NONE ? "%s was not collected in %.*s%s%.*s" : what, type, (int)region_length, where,
        detail_length ? ": " : "", (int)detail_length, why);
    stop_unknown(lua, state == CARENA_COVERAGE_DENIED ? CARENA_DENIED : CARENA_NOT_COLLECTED, text);
}

/// A question's scope and type, checked.
struct question {
    uint64_t scope;
    const char *type;
    size_t type_length;
    uint32_t number;
};

static struct question question_of(lua_State *lua, const char *method) {
    uint64_t scope = (uint64_t)(uintptr_t)lua_touserdata(lua, 1);
    if (!lua_islightuserdata(lua, 1) || carena_tag(scope) != CARENA_SCOPE || is_organization(scope))
        luaL_error(lua, "call it with a colon: scope:%s(\"AWS::...\")", method);
    struct question question = {.scope = scope};
    question.type = luaL_checklstring(lua, 2, &question.type_length);
    question.number = scope_type(machine_of(lua)->account, question.type, question.type_length);
    return question;
}

void scope_range(const carena_account *account, uint64_t scope, uint32_t type, uint32_t *first, uint32_t *end) {
    *first = *end = 0;
    struct groups groups = groups_of(account, type);
    for (; groups.first < groups.end; groups.first++) {
        if (carena_count(scope) == CARENA_REGION && groups.first->region != carena_index(scope)) continue;
        if (*first == *end) *first = *end = groups.first->first;
        *end = groups.first->first + groups.first->count;
    }
}

bool scope_is_complete(const carena_account *account, uint64_t scope, uint32_t type) {
    uint64_t detail;
    uint32_t region;
    return coverage_of(account, scope, type, &detail, &region) == CARENA_COVERAGE_COMPLETE;
}

static void demand_coverage(lua_State *lua, const struct question *question) {
    uint64_t detail;
    uint32_t region, state = coverage_of(machine_of(lua)->account, question->scope, question->number, &detail, &region);
    if (state != CARENA_COVERAGE_COMPLETE) stop_uncovered(lua, question->type, state, detail, region);
}

/// Notes the question; whether it is to be answered as if nobody had collected the type.
static bool note(lua_State *lua, enum step_kind kind, const struct question *question, const char *text, uint64_t answer) {
    CLuaBridge_machine *machine = machine_of(lua);
    if (LIKELY(!machine->recording)) return false;
    if (record_is_read(lua, 2)) record_doubt(machine); // another resource may ask for another type
    struct step step = {
        .kind = (uint8_t)kind, .argument = NONE, .parent = question->scope, .value = answer,
        .name = record_note(machine, question->type, question->type_length),
    };
    return record_question(machine, step, text);
}

/// The places of the resources that a question gave, as one number that a loop hands on.
static lua_Integer range_of(uint32_t first, uint32_t end) { return (lua_Integer)((uint64_t)first << 32 | end); }

/// The resource behind the one at 2 in the range at 1, or the first of it. A script may call it with anything.
static int next_resource(lua_State *lua) {
    uint64_t range = (uint64_t)lua_tointeger(lua, 1), next = range >> 32, end = range & UINT32_MAX;
    if (lua_islightuserdata(lua, 2)) next = carena_index((uint64_t)(uintptr_t)lua_touserdata(lua, 2)) + 1;
    if (next >= end || next >= machine_of(lua)->account->resource_count) return 0;
    return push_word(lua, carena_make(CARENA_RESOURCE, 0, next));
}

enum { NOTED_STEP = 1, NOTED_PLACE, NOTED_RANGE };

/// The same, noting each resource.
static int next_noted(lua_State *lua) {
    lua_Integer place = lua_tointeger(lua, lua_upvalueindex(NOTED_PLACE)), range = lua_tointeger(lua, lua_upvalueindex(NOTED_RANGE));
    struct step step = {
        .kind = STEP_RESOURCE, .source = (uint32_t)lua_tointeger(lua, lua_upvalueindex(NOTED_STEP)), .argument = NONE, .place = place,
    };
    bool is_whole = lua_tointeger(lua, 1) == range;
    int count = next_resource(lua);
    if (count) step.value = (uint64_t)(uintptr_t)lua_touserdata(lua, -1);
    // Called by hand it may give another resource than the one at this place.
    uint64_t usual = ((uint64_t)range >> 32) + (uint64_t)place;
    if (!is_whole || step.value != (usual < ((uint64_t)range & UINT32_MAX) ? carena_make(CARENA_RESOURCE, 0, usual) : 0)) record_doubt(machine_of(lua));
    record_step(machine_of(lua), step);
    lua_pushinteger(lua, place + 1);
    lua_replace(lua, lua_upvalueindex(NOTED_PLACE));
    return count;
}

static int iterate(lua_State *lua, uint32_t first, uint32_t end) {
    if (UNLIKELY(machine_of(lua)->recording)) {
        lua_pushinteger(lua, machine_of(lua)->recorder.count - 1);
        lua_pushinteger(lua, 0);
        lua_pushinteger(lua, range_of(first, end));
        lua_pushcclosure(lua, next_noted, NOTED_RANGE);
    } else {
        lua_pushcfunction(lua, next_resource);
    }
    lua_pushinteger(lua, range_of(first, end));
    lua_pushnil(lua);
    return 3;
}

static int scope_all(lua_State *lua) {
    struct question question = question_of(lua, "all");
    uint32_t first, end;
    scope_range(machine_of(lua)->account, question.scope, question.number, &first, &end);
    if (note(lua, STEP_ALL, &question, question.type, word_integer(end - first)))
        stop_uncovered(lua, question.type, CARENA_COVERAGE_NONE, 0, 0);
    demand_coverage(lua, &question);
    return iterate(lua, first, end);
}

static int scope_known(lua_State *lua) {
    struct question question = question_of(lua, "known");
    uint32_t first, end;
    scope_range(machine_of(lua)->account, question.scope, question.number, &first, &end);
    if (note(lua, STEP_KNOWN, &question, question.type, word_integer(end - first))) first = end;
    return iterate(lua, first, end);
}

static int scope_count(lua_State *lua) {
    struct question question = question_of(lua, "count");
    uint32_t first, end;
    scope_range(machine_of(lua)->account, question.scope, question.number, &first, &end);
    if (note(lua, STEP_COUNT, &question, question.type, word_integer(end - first)))
        stop_uncovered(lua, question.type, CARENA_COVERAGE_NONE, 0, 0);
    demand_coverage(lua, &question);
    lua_pushinteger(lua, end - first);
    return 1;
}

static int scope_collected(lua_State *lua) {
    struct question question = question_of(lua, "collected");
    bool complete = scope_is_complete(machine_of(lua)->account, question.scope, question.number);
    lua_pushfstring(lua, "%s is collected", question.type);
    if (note(lua, STEP_COLLECTED, &question, lua_tostring(lua, -1), (uint64_t)(complete ? CARENA_TRUE : CARENA_FALSE) << 60)) complete = false;
    lua_pushboolean(lua, complete);
    return 1;
}

bool scope_holds(const carena_account *account, uint64_t scope, uint32_t resource) {
    return carena_count(scope) != CARENA_REGION || account->resources[resource].region == carena_index(scope);
}

enum { FIND_INDEX = 1, FIND_SCOPE, FIND_NODE, FIND_STEP, FIND_PLACE };

/// Notes a resource that was found, or 0 behind the last.
static void note_found(lua_State *lua, uint64_t resource) {
    CLuaBridge_machine *machine = machine_of(lua);
    lua_Integer place = lua_tointeger(lua, lua_upvalueindex(FIND_PLACE));
    record_step(machine, (struct step){
        .kind = STEP_FOUND, .source = (uint32_t)lua_tointeger(lua, lua_upvalueindex(FIND_STEP)), .argument = NONE, .place = place, .value = resource});
    lua_pushinteger(lua, place + 1);
    lua_replace(lua, lua_upvalueindex(FIND_PLACE));
}

/// Goes on among the resources with one value; afterwards those whose value nobody knows end the check.
static int next_found(lua_State *lua) {
    CLuaBridge_machine *machine = machine_of(lua);
    const carena_account *account = machine->account;
    const struct index *index = lua_touserdata(lua, lua_upvalueindex(FIND_INDEX));
    uint64_t scope = (uint64_t)(uintptr_t)lua_touserdata(lua, lua_upvalueindex(FIND_SCOPE));
    uint32_t node = (uint32_t)lua_tointeger(lua, lua_upvalueindex(FIND_NODE));
    uint32_t resource;
    while ((resource = index_resource(index, node)) != NONE && !scope_holds(account, scope, resource)) node = index_after(index, node);
    if (resource != NONE) {
        lua_pushinteger(lua, index_after(index, node));
        lua_replace(lua, lua_upvalueindex(FIND_NODE));
        uint64_t word = carena_make(CARENA_RESOURCE, 0, resource);
        if (UNLIKELY(machine->recording)) note_found(lua, word);
        return push_word(lua, word);
    }
    for (uint32_t place = 0; (resource = index_unknown(index, place)) != NONE; place++)
        if (scope_holds(account, scope, resource)) proxy_push(lua, index_reason(index, place));
    if (UNLIKELY(machine->recording)) note_found(lua, 0);
    return 0;
}

/// Notes the question that is at 1 to 4; whether it is to be answered as if nobody had collected the type.
static bool note_find(lua_State *lua, const struct question *question, const struct index *index, uint32_t node) {
    CLuaBridge_machine *machine = machine_of(lua);
    uint32_t matches = 0;
    for (uint32_t at = node; index_resource(index, at) != NONE; at = index_after(index, at))
        matches += scope_holds(machine->account, question->scope, index_resource(index, at));
    if (record_is_read(lua, 2) || record_is_read(lua, 3)) record_doubt(machine);
    size_t length;
    const char *path = lua_tolstring(lua, 3, &length);
    struct step step = {
        .kind = STEP_FIND, .parent = question->scope, .value = word_integer(matches),
        .name = record_note(machine, question->type, question->type_length), .path = record_note(machine, path, length),
    };
    record_argument(lua, &step, 4);
    return record_question(machine, step, lua_pushfstring(lua, "%s where %s is %s", question->type, path, lua_tostring(lua, 4)));
}

static int scope_find(lua_State *lua) {
    CLuaBridge_machine *machine = machine_of(lua);
    struct question question = question_of(lua, "find");
    size_t path_length;
    const char *path = luaL_checklstring(lua, 3, &path_length);
    if (lua_type(lua, 4) != LUA_TSTRING) return luaL_error(lua, "find compares texts: the value is a %s", luaL_typename(lua, 4));
    struct index *index = index_get(lua, question.type, question.type_length, question.number, path, path_length);
    index_pay(lua, index);
    uint32_t node = index_find(index, machine->account, lua_tostring(lua, 4), lua_rawlen(lua, 4));
    if (UNLIKELY(machine->recording) && note_find(lua, &question, index, node)) stop_uncovered(lua, question.type, CARENA_COVERAGE_NONE, 0, 0);
    demand_coverage(lua, &question);
    lua_pushlightuserdata(lua, (void *)(uintptr_t)index);
    push_word(lua, question.scope);
    lua_pushinteger(lua, node);
    if (LIKELY(!machine->recording)) {
        lua_pushcclosure(lua, next_found, FIND_NODE);
        return 1;
    }
    lua_pushinteger(lua, machine->recorder.count - 1);
    lua_pushinteger(lua, 0);
    lua_pushcclosure(lua, next_found, FIND_PLACE);
    return 1;
}

static int next_region(lua_State *lua) {
    const carena_account *account = machine_of(lua)->account;
    uint64_t next = lua_islightuserdata(lua, 2) ? carena_index((uint64_t)(uintptr_t)lua_touserdata(lua, 2)) + 1 : 0;
    while (next < account->region_count && !account->regions[next].enabled) next++;
    return next < account->region_count ? push_word(lua, scope_word(CARENA_REGION, next)) : 0;
}

static int account_regions(lua_State *lua) {
    lua_pushcfunction(lua, next_region);
    return 1;
}

static int no_member(lua_State *lua, const char *what, const char *members) {
    return luaL_error(lua, "%s has no member '%s' (it has %s)", what, lua_tostring(lua, 2), members);
}

int scope_index(lua_State *lua, uint64_t word, struct key_entry *key) {
    bool is_region = carena_count(word) == CARENA_REGION;
    uint64_t value;
    if (scope_member(machine_of(lua)->account, word, key->member, &value)) return push_member(lua, word, value);
    if (is_organization(word)) return no_member(lua, "an organisation", "id, name, management, accounts");
    switch (key->member) {
    case MEMBER_ACCOUNT: return push_scope(lua, word, CARENA_ACCOUNT);
    case MEMBER_ORGANIZATION: return push_scope(lua, word, CARENA_ORGANIZATION);
    case MEMBER_ALL: lua_pushcfunction(lua, scope_all); return 1;
    case MEMBER_FIND: lua_pushcfunction(lua, scope_find); return 1;
    case MEMBER_COUNT: lua_pushcfunction(lua, scope_count); return 1;
    case MEMBER_KNOWN: lua_pushcfunction(lua, scope_known); return 1;
    case MEMBER_COLLECTED: lua_pushcfunction(lua, scope_collected); return 1;
    case MEMBER_REGIONS:
        if (is_region) break;
        lua_pushcfunction(lua, account_regions);
        return 1;
    default: break;
    }
    return no_member(lua, is_region ? "a region" : "an account", "id, name, account, organization, all, find, count, known, collected; an account also regions");
}

int resource_index(lua_State *lua, uint64_t word, struct key_entry *key) {
    uint64_t value;
    if (LIKELY(scope_member(machine_of(lua)->account, word, key->member, &value))) return push_member(lua, word, value);
    switch (key->member) {
    case MEMBER_REGION: return push_scope(lua, word, CARENA_REGION);
    case MEMBER_ACCOUNT: return push_scope(lua, word, CARENA_ACCOUNT);
    case MEMBER_ORGANIZATION: return push_scope(lua, word, CARENA_ORGANIZATION);
    case MEMBER_RELATED: lua_pushcfunction(lua, related_of); return 1;
    default: return no_member(lua, "a resource", "id, arn, name, type, created, account, region, organization, tags, configuration, supplementaryConfiguration, related");
    }
}

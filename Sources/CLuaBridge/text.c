// SPDX-License-Identifier: Apache-2.0
/// The bytes of texts.
#include "machine.h"

const char *text_of(const carena_account *account, const uint64_t *word, size_t *length) {
    switch (carena_tag(*word)) {
    case CARENA_STRING:
        *length = carena_count(*word);
        return (const char *)account->bytes + carena_index(*word);
    case CARENA_SHORT:
        *length = *word >> 56 & 15;
        return (const char *)word;
    default:
        *length = 0;
        return "";
    }
}

bool text_equal(const carena_account *account, uint64_t left, uint64_t right) {
    size_t lengths[2];
    const char *texts[] = {text_of(account, &left, &lengths[0]), text_of(account, &right, &lengths[1])};
    return lengths[0] == lengths[1] && memcmp(texts[0], texts[1], lengths[0]) == 0;
}

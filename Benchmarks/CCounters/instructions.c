// SPDX-License-Identifier: Apache-2.0
#include "CCounters.h"

#include <linux/perf_event.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

bool CCounters_instructions(uint64_t *count) {
    static int descriptor = -2;
    if (descriptor == -2) {
        struct perf_event_attr attributes;
        memset(&attributes, 0, sizeof attributes);
        attributes.size = sizeof attributes;
        attributes.type = PERF_TYPE_HARDWARE;
        attributes.config = PERF_COUNT_HW_INSTRUCTIONS;
        attributes.exclude_kernel = attributes.exclude_hv = 1;
        attributes.inherit = 1;
        descriptor = (int)syscall(SYS_perf_event_open, &attributes, 0, -1, -1, 0);
    }
    return descriptor >= 0 && read(descriptor, count, sizeof *count) == (long)sizeof *count;
}

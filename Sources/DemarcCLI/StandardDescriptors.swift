// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
internal import Glibc
#endif

/// Standard input, output and error, held open where the caller closed them, so that no file of ours takes their place.
enum StandardDescriptors {
    static func hold() {
        // Read-only for output: what is written there does not arrive, and the report says so.
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            _ = unsafe open("/dev/null", descriptor == STDERR_FILENO ? O_WRONLY : O_RDONLY)
        }
    }
}

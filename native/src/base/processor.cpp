// SPDX-License-Identifier: MPL-2.0
#include "processor.h"

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace pixelflux {
namespace {

// Not by __builtin_cpu_supports: Zig 0.17.1, with which the published library is built, links it,
// and then it says that a processor with AVX2 has none, also after __builtin_cpu_init.
#if defined(__x86_64__)

struct Leaf {
    unsigned eax = 0, ebx = 0, ecx = 0, edx = 0;
};

Leaf leaf(unsigned number) {
    Leaf found;
    if (__get_cpuid_count(number, 0, &found.eax, &found.ebx, &found.ecx, &found.edx) == 0)
        return {};
    return found;
}

// Whether the system saves the 256-bit registers when it switches threads.
bool keeps_wide_registers() {
    if ((leaf(1).ecx & bit_OSXSAVE) == 0) return false;
    constexpr unsigned kSseAndAvx = 0x6;
    unsigned low = 0;
    unsigned high = 0;
    __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return (low & kSseAndAvx) == kSseAndAvx;
}

bool find_avx2() { return keeps_wide_registers() && (leaf(7).ebx & bit_AVX2) != 0; }
bool find_ssse3() { return (leaf(1).ecx & bit_SSSE3) != 0; }

#else

bool find_avx2() { return false; }
bool find_ssse3() { return false; }

#endif

}  // namespace

bool has_avx2() {
    static const bool has = find_avx2();
    return has;
}

bool has_ssse3() {
    static const bool has = find_ssse3();
    return has;
}

}  // namespace pixelflux

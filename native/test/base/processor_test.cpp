// SPDX-License-Identifier: MPL-2.0
#include "processor.h"

#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

#if defined(__x86_64__)

// What the kernel says of the first processor; it leaves out what it does not support itself.
std::set<std::string> flags() {
    std::ifstream file("/proc/cpuinfo");
    std::string line;
    while (std::getline(file, line)) {
        if (line.rfind("flags", 0) != 0) continue;
        std::istringstream words(line.substr(line.find(':') + 1));
        std::set<std::string> all;
        for (std::string word; words >> word;) all.insert(word);
        return all;
    }
    return {};
}

TEST(Processor, HasWhatTheKernelSays) {
    const std::set<std::string> known = flags();
    ASSERT_FALSE(known.empty()) << "/proc/cpuinfo lists nothing";
    EXPECT_EQ(has_avx2(), known.count("avx2") == 1);
    EXPECT_EQ(has_ssse3(), known.count("ssse3") == 1);
}

#else

TEST(Processor, OfAnotherKindHasNoneOfIt) {
    EXPECT_FALSE(has_avx2());
    EXPECT_FALSE(has_ssse3());
}

#endif

}  // namespace
}  // namespace pixelflux

// SPDX-License-Identifier: MPL-2.0
// What happens when the process has no descriptors left. No sanitizer watches: UBSan asks the
// system by a pipe whether an object is there, and takes it for none when there is no descriptor
// for that.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include "error.h"
#include "wake_event.h"
#include "x11_source.h"
#include "xvfb.h"

namespace pixelflux {
namespace {

constexpr Size kScreen = {64, 64};

// Lets this process open nothing more while it lives.
class NoDescriptors {
public:
    NoDescriptors() {
        getrlimit(RLIMIT_NOFILE, &before_);
        const int lowest_free = dup(STDERR_FILENO);
        close(lowest_free);
        const rlimit none = {static_cast<rlim_t>(lowest_free), before_.rlim_max};
        setrlimit(RLIMIT_NOFILE, &none);
    }
    ~NoDescriptors() { setrlimit(RLIMIT_NOFILE, &before_); }
    NoDescriptors(const NoDescriptors&) = delete;
    NoDescriptors& operator=(const NoDescriptors&) = delete;

private:
    rlimit before_{};
};

template <typename Open>
void expect_lack_of_descriptors(Open open) {
    try {
        const NoDescriptors none;
        open();
        ADD_FAILURE() << "went on without a descriptor";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kResources);
        EXPECT_NE(std::string(error.what()).find("ulimit -n"), std::string::npos) << error.what();
    }
}

// The X server is not to blame, and another one would fare no better.
TEST(DescriptorLimit, IsToldAsThatOfThisProcess) {
    const Xvfb server(kScreen);
    expect_lack_of_descriptors([&] { X11Source source(server.display()); });
    expect_lack_of_descriptors([] { WakeEvent wake; });
}

}  // namespace
}  // namespace pixelflux

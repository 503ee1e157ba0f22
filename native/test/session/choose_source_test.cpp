// SPDX-License-Identifier: MPL-2.0
// Which source a screen is. The library that speaks with compositors is not there in this program,
// so that a capture of one says so: that it was chosen is all that counts here.
#include "choose_source.h"

#include <cstdlib>
#include <string>

#include <gtest/gtest.h>

#include "error.h"
#include "settings_text.h"
#include "xvfb.h"
#include "xwayland.h"

namespace pixelflux {
namespace {

class Environment {
public:
    Environment(const char* x11, const char* wayland) {
        set("DISPLAY", x11);
        set("WAYLAND_DISPLAY", wayland);
    }
    ~Environment() {
        unsetenv("DISPLAY");
        unsetenv("WAYLAND_DISPLAY");
    }
    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;

private:
    static void set(const char* name, const char* value) {
        if (value == nullptr)
            unsetenv(name);
        else
            setenv(name, value, 1);
    }
};

// How opening fails.
ErrorCode failure(const std::string& settings) {
    try {
        open_frame_source(parse_settings(settings));
    } catch (const Error& error) {
        return error.code();
    }
    ADD_FAILURE() << settings << " opens";
    return ErrorCode::kInternal;
}

constexpr char kNobody[] = ":4711";
constexpr char kDesktop[] = "/nowhere/wayland-0";

TEST(ChooseSource, ADisplayThatIsNamedIsX11) {
    const Environment environment(nullptr, kDesktop);
    EXPECT_EQ(failure("display=" + std::string(kNobody)), ErrorCode::kDisplay);
}

TEST(ChooseSource, TheDisplayOfTheEnvironmentComesFirst) {
    const Environment environment(kNobody, kDesktop);
    EXPECT_EQ(failure(""), ErrorCode::kDisplay);
    const Xvfb server({64, 64});
    const Environment with_server(server.display().c_str(), kDesktop);
    EXPECT_EQ(open_frame_source(parse_settings(""))->full_size(), (Size{64, 64}));
}

TEST(ChooseSource, WithoutOneTheCompositorIsTaken) {
    const Environment environment(nullptr, kDesktop);
    EXPECT_EQ(failure(""), ErrorCode::kLibrary);
    const Environment empty("", kDesktop);
    EXPECT_EQ(failure(""), ErrorCode::kLibrary);
}

TEST(ChooseSource, WithoutEitherItSaysSo) {
    const Environment environment(nullptr, nullptr);
    EXPECT_EQ(failure(""), ErrorCode::kDisplay);
}

TEST(ChooseSource, ARootlessXwaylandIsNoScreen) {
    const Weston compositor;
    const Xwayland rootless(compositor, true);
    const Environment environment(rootless.display().c_str(), kDesktop);
    EXPECT_EQ(failure(""), ErrorCode::kLibrary);
    EXPECT_EQ(failure("source=x11"), ErrorCode::kCapture);
    const Environment alone(rootless.display().c_str(), nullptr);
    EXPECT_EQ(failure(""), ErrorCode::kCapture);
}

TEST(ChooseSource, ByNameNothingElseIsTaken) {
    const Xvfb server({64, 64});
    const Environment environment(server.display().c_str(), kDesktop);
    EXPECT_EQ(failure("source=wayland"), ErrorCode::kLibrary);
    EXPECT_EQ(failure("source=portal"), ErrorCode::kLibrary);
    const Environment none(nullptr, kDesktop);
    EXPECT_EQ(failure("source=x11"), ErrorCode::kDisplay);
}

}  // namespace
}  // namespace pixelflux

// SPDX-License-Identifier: MPL-2.0
// Which source a screen is. The library that speaks with compositors is not there in this program,
// so that a capture of one says so: that it was chosen is all that counts here.
#include "choose_source.h"

#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "environment.h"
#include "error.h"
#include "settings_text.h"
#include "xvfb.h"
#include "xwayland.h"

namespace pixelflux {
namespace {

Environment displays(const std::optional<std::string>& x11,
                     const std::optional<std::string>& wayland) {
    return Environment({{"DISPLAY", x11}, {"WAYLAND_DISPLAY", wayland}});
}

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
    const Environment environment = displays(std::nullopt, kDesktop);
    EXPECT_EQ(failure("display=" + std::string(kNobody)), ErrorCode::kDisplay);
}

TEST(ChooseSource, TheDisplayOfTheEnvironmentComesFirst) {
    const Environment environment = displays(kNobody, kDesktop);
    EXPECT_EQ(failure(""), ErrorCode::kDisplay);
    const Xvfb server({64, 64});
    const Environment with_server = displays(server.display(), kDesktop);
    EXPECT_EQ(open_frame_source(parse_settings(""))->full_size(), (Size{64, 64}));
}

TEST(ChooseSource, WithoutOneTheCompositorIsTaken) {
    const Environment environment = displays(std::nullopt, kDesktop);
    EXPECT_EQ(failure(""), ErrorCode::kLibrary);
    const Environment empty = displays("", kDesktop);
    EXPECT_EQ(failure(""), ErrorCode::kLibrary);
}

TEST(ChooseSource, WithoutEitherItSaysSo) {
    const Environment environment = displays(std::nullopt, std::nullopt);
    EXPECT_EQ(failure(""), ErrorCode::kDisplay);
}

TEST(ChooseSource, ARootlessXwaylandIsNoScreen) {
    const Weston compositor;
    const Xwayland rootless(compositor, true);
    const Environment environment = displays(rootless.display(), kDesktop);
    EXPECT_EQ(failure(""), ErrorCode::kLibrary);
    EXPECT_EQ(failure("source=x11"), ErrorCode::kCapture);
    const Environment alone = displays(rootless.display(), std::nullopt);
    EXPECT_EQ(failure(""), ErrorCode::kCapture);
}

TEST(ChooseSource, ByNameNothingElseIsTaken) {
    const Xvfb server({64, 64});
    const Environment environment = displays(server.display(), kDesktop);
    EXPECT_EQ(failure("source=wayland"), ErrorCode::kLibrary);
    EXPECT_EQ(failure("source=portal"), ErrorCode::kLibrary);
    const Environment none = displays(std::nullopt, kDesktop);
    EXPECT_EQ(failure("source=x11"), ErrorCode::kDisplay);
}

}  // namespace
}  // namespace pixelflux

// SPDX-License-Identifier: MPL-2.0
#include "restore_token.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <sys/stat.h>

#include <gtest/gtest.h>

#include "message_of.h"

namespace pixelflux {
namespace {

class RestoreToken : public testing::Test {
protected:
    RestoreToken() {
        directory_ = (std::filesystem::temp_directory_path() / "pixelflux-XXXXXX").string();
        if (mkdtemp(directory_.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
    }
    ~RestoreToken() override { std::filesystem::remove_all(directory_); }

    std::string path() const { return directory_ + "/token"; }
    std::string content() const {
        std::ostringstream all;
        all << std::ifstream(path()).rdbuf();
        return all.str();
    }

    std::string directory_;
};

TEST_F(RestoreToken, IsKeptForItsOwnerAlone) {
    const mode_t before = umask(0);
    write_restore_token(path(), "7a0b-41");
    umask(before);
    struct stat found {};
    ASSERT_EQ(stat(path().c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0600u);
    EXPECT_EQ(read_restore_token(path()), "7a0b-41");
}

TEST_F(RestoreToken, ReplacesTheOneBeforeAndWhoeverCouldReadIt) {
    std::ofstream(path()) << "a much longer token than the next one\n";
    chmod(path().c_str(), 0644);
    write_restore_token(path(), "short");
    EXPECT_EQ(content(), "short");
    struct stat found {};
    ASSERT_EQ(stat(path().c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0600u);
    // Nothing is left beside it.
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(directory_), {}), 1);
}

TEST_F(RestoreToken, NoFileAndAnEmptyOneAreNoToken) {
    EXPECT_EQ(read_restore_token(path()), "");
    std::ofstream(path()) << "\n";
    EXPECT_EQ(read_restore_token(path()), "");
}

TEST_F(RestoreToken, WhatCannotBeOneIsRefusedByName) {
    EXPECT_EQ(message_of(ErrorCode::kArgument, [&] { read_restore_token(directory_); }),
              "restoreTokenFile: " + directory_ + " is not a file");
    std::ofstream(path()) << std::string(5000, 'x');
    const std::string message =
        message_of(ErrorCode::kArgument, [&] { read_restore_token(path()); });
    EXPECT_EQ(message, "restoreTokenFile: " + path() +
                           " is longer than a token, allowed up to 4096 bytes; name another file");
}

TEST_F(RestoreToken, AFileThatCannotBeWrittenIsNamedWithoutTheToken) {
    const std::string message = message_of(
        ErrorCode::kCapture, [&] { write_restore_token(directory_ + "/no/token", "secret"); });
    EXPECT_EQ(message.find("restoreTokenFile: " + directory_ + "/no/token cannot be written"), 0u)
        << message;
    EXPECT_EQ(message.find("secret"), std::string::npos) << message;
}

}  // namespace
}  // namespace pixelflux

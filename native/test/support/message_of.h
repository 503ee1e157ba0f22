// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "error.h"

namespace pixelflux {

// The text of the Error that `body` throws. The test fails if it throws none, or one of another
// code.
template <typename Body>
std::string message_of(ErrorCode code, Body&& body) {
    try {
        std::forward<Body>(body)();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), code) << error.what();
        return error.what();
    }
    ADD_FAILURE() << "no error";
    return "";
}

}  // namespace pixelflux

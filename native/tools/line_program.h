// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>

namespace pixelflux {

// Has each line of standard input carried out; one that throws is answered by "error TEXT".
template <typename CarryOut>
void carry_out_lines(CarryOut&& carry_out) {
    for (std::string line; std::getline(std::cin, line);) {
        try {
            carry_out(line);
        } catch (const std::exception& failure) {
            std::cout << "error " << failure.what() << std::endl;
        }
    }
}

// Runs a program, and says on standard error what it throws. Returns the code to end with.
template <typename Program>
int run_program(Program&& program) {
    try {
        program();
        return EXIT_SUCCESS;
    } catch (const std::exception& failure) {
        std::cerr << failure.what() << '\n';
        return EXIT_FAILURE;
    }
}

}  // namespace pixelflux

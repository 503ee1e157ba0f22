// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <csignal>

#include <pthread.h>

namespace pixelflux {

// While it exists the calling thread takes no signals, which belong to the program.
// Threads inherit the mask of the one that starts them.
class SignalsBlocked {
public:
    SignalsBlocked() {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_BLOCK, &all, &before_);
    }
    ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    SignalsBlocked(const SignalsBlocked&) = delete;
    SignalsBlocked& operator=(const SignalsBlocked&) = delete;

private:
    sigset_t before_;
};

}  // namespace pixelflux

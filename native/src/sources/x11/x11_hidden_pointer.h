// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <vector>

#include <xcb/res.h>
#include <xcb/xcb.h>

namespace pixelflux {

// Whether a client has hidden the pointer with XFixesHideCursor. XFIXES does not report it: there
// is no event, and the cursor's image stays. But the X-Resource extension lists what each client
// holds, and hiding is one of these things. Belongs to the connection's thread.
class X11HiddenPointer {
public:
    // Throws Error(kCapture) with the reason when the server lacks X-Resource.
    explicit X11HiddenPointer(xcb_connection_t* connection);

    // Sends the question; one call of `answer` has to follow. Questions that are sent in between
    // share its round trip.
    void ask();
    // One round trip, two when a client came since the last question.
    bool answer();

private:
    using Question = xcb_res_query_client_resources_cookie_t;

    void ask_about(std::uint32_t client);
    bool hides(const Question& question);

    xcb_connection_t* connection_;
    xcb_atom_t hiding_ = XCB_NONE;
    std::vector<std::uint32_t> clients_;  // at the last answer
    std::vector<Question> asked_;
    xcb_res_query_clients_cookie_t listed_{};
};

}  // namespace pixelflux

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import java.time.Duration;
import java.util.Optional;
import org.pixelflux.relay.Relay;

/** A screen that pages show. Thread-safe. */
public interface Screen {

    /** Where its stripes come from. */
    Relay relay();

    /**
     * How long nothing has been known of the screen, so that its last picture may be an old one; a
     * page tells its viewer. Asked for about once a second for each page: must not block.
     *
     * @return empty while the picture is that of now
     */
    default Optional<Duration> silence() {
        return Optional.empty();
    }
}

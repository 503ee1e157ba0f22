// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import java.time.Duration;
import java.util.Optional;
import org.pixelflux.CaptureCounters;
import org.pixelflux.CaptureDescription;
import org.pixelflux.relay.Relay;

/**
 * A screen that pages show. Implement it where the stripes do not come from a {@link CaptureRoute}.
 * An implementation must be thread-safe and must not block.
 */
public interface Screen {

    /** The relay that passes the screen's stripes on; the same one each time. */
    Relay relay();

    /**
     * How long nothing has been known of the screen, so that its last picture may be an old one.
     * The page then says "screen away" and for how long. Each page asks about once a second.
     *
     * @return empty while the picture is that of now, as it always is by default
     */
    default Optional<Duration> silence() {
        return Optional.empty();
    }

    /**
     * What is captured, and how, for the page's statistics: whoever may look sees it. Each page
     * asks about once a second.
     *
     * @return empty while no capture is open, or where it is elsewhere, as by default
     */
    default Optional<CaptureDescription> description() {
        return Optional.empty();
    }

    /** What that capture has delivered; empty as {@link #description}. */
    default Optional<CaptureCounters> counters() {
        return Optional.empty();
    }
}

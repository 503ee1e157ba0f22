// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a page's ping.
 *
 * @param ping what the page sent, its own clock
 * @param serverNanos {@link System#nanoTime} when the ping was answered
 * @param sourceSilence milliseconds for which nothing has been known of the screen; null: its
 *     picture is that of now
 * @param counters of the open capture; null: there is none here
 */
record Pong(
        double ping,
        long serverNanos,
        @Nullable Long sourceSilence,
        @Nullable PageCounters counters) {

    @JsonProperty
    String type() {
        return "pong";
    }
}

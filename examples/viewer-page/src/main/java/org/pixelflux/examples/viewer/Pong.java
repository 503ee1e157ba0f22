// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.viewer;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The answer to a page's ping.
 *
 * @param ping what the page sent, its own clock
 * @param serverNanos {@link System#nanoTime} when the ping was answered
 */
record Pong(double ping, long serverNanos) {

    @JsonProperty
    String type() {
        return "pong";
    }
}

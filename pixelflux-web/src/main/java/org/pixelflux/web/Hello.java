// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The first text message to a page.
 *
 * @param control whether it may switch mode and quality
 */
record Hello(boolean control) {

    @JsonProperty
    String type() {
        return "hello";
    }
}

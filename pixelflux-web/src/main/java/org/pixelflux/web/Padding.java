// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Base64;
import java.util.Random;

/**
 * A text message that says nothing, so long that it tells how fast a page's link is: the second one
 * to a page, before its first picture. A whole picture that takes a slow link for seconds is old
 * when it is there; once the link is known to be slow, the page begins with a coarse one.
 */
record Padding(String text) {

    /** Nothing on the way makes it shorter. */
    private static final Padding OF_EVERYBODY = new Padding(random());

    static Padding ofEverybody() {
        return OF_EVERYBODY;
    }

    private static String random() {
        byte[] bytes = new byte[InFlight.TELLING_BYTES / 4 * 3];
        new Random().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @JsonProperty
    String type() {
        return "padding";
    }
}

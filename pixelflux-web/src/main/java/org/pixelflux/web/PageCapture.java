// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.pixelflux.CaptureDescription;

/** The text message that tells a page what is captured, and how. All texts are for people. */
record PageCapture(
        String place,
        String reading,
        String changes,
        List<String> declined,
        String encoder,
        int threads) {

    static PageCapture of(CaptureDescription description) {
        return new PageCapture(
                description.place(),
                description.reading(),
                description.changes(),
                description.declined(),
                description.encoder(),
                description.threads());
    }

    @JsonProperty
    String type() {
        return "capture";
    }
}

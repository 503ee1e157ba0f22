// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.viewer;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What a page may say: {@code {"ping": number}}, {@code {"keyFrame": true}} or, with control,
 * {@code {"settings": {…}}}.
 *
 * @param ping any finite number, or null
 * @param keyFrame whether the page needs the whole picture, or null
 * @param settings what it wants to switch, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ClientMessage(Double ping, Boolean keyFrame, ViewSettings settings) {

    boolean isPing() {
        return ping != null && Double.isFinite(ping);
    }

    boolean asksForKeyFrame() {
        return Boolean.TRUE.equals(keyFrame);
    }
}

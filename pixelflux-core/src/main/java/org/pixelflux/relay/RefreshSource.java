// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import org.pixelflux.Capture;
import org.pixelflux.RefreshRequest;

/** What the frames of a relay come from, as far as it can be asked for something. */
@FunctionalInterface
public interface RefreshSource {

    /**
     * Asks for what viewers lack; one of the next frames brings it. Must not block. What it throws,
     * perhaps because there is no capture now, is logged.
     *
     * @param request in mode mixed since the oldest frame that a viewer is whole as of; in other
     *     modes always {@link RefreshRequest#EVERYTHING}, a key frame. Who cannot bring what is
     *     small brings all of it exactly: what viewers behind slow links show is older then
     */
    void request(RefreshRequest request);

    /** A capture of this process. */
    static RefreshSource of(Capture capture) {
        return capture::requestRefresh;
    }
}

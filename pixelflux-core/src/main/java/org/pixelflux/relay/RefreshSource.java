// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import org.jspecify.annotations.Nullable;
import org.pixelflux.Capture;
import org.pixelflux.picture.FrameNumber;

/** What the frames of a relay come from, as far as it can be asked for something. */
@FunctionalInterface
public interface RefreshSource {

    /**
     * Asks for what a viewer lacks; one of the next frames brings it. Must not block. What it
     * throws, perhaps because there is no capture now, is logged.
     *
     * @param since in mode mixed the oldest frame that a viewer is whole as of, for a refresh since
     *     then. Null for everything: a refresh since nothing, or in other modes a key frame
     */
    void request(@Nullable FrameNumber since);

    /**
     * The same for viewers behind slow links, in mode mixed, with {@link
     * Capture#requestRefresh(long, long, long)}. By default, what {@link #request(FrameNumber)}
     * does: what such viewers show is older then.
     *
     * @param mostBytes what the refresh should have at most; {@link Long#MAX_VALUE}: any number
     */
    default void request(FrameNumber since, long mostBytes) {
        request(since);
    }

    /** A capture of this process. */
    static RefreshSource of(Capture capture) {
        return new RefreshSource() {
            @Override
            public void request(@Nullable FrameNumber since) {
                if (since == null) {
                    capture.requestKeyFrame();
                } else {
                    capture.requestRefresh(since.epoch(), since.frame());
                }
            }

            @Override
            public void request(FrameNumber since, long mostBytes) {
                capture.requestRefresh(since.epoch(), since.frame(), mostBytes);
            }
        };
    }
}

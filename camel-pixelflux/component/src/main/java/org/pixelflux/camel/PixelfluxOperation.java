// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import org.pixelflux.OptionWord;

/** What a {@link PixelfluxProducer} does for a message. */
public enum PixelfluxOperation implements OptionWord {
    /**
     * Every stripe of a running capture is sent whole with its next frame, with mode=mixed the
     * whole picture as a refresh.
     */
    KEY_FRAME,
    /** Changes settings of a running capture. */
    UPDATE,
    /** The body becomes an image of what the screen shows now. */
    SNAPSHOT,
    /** The route waits for what the screen shows; the body becomes an image of that. */
    WAIT,
    /** A running capture captures nothing until it is resumed. */
    PAUSE,
    /** A paused capture goes on. */
    RESUME,
    /** The body becomes a map that says how a running capture is doing. */
    STATUS
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All open pages. Frames come from one thread, the capture's, pages come and go on any.
 *
 * <p>The capture waits for pages that are a little slow, so they get fewer and newer frames. It
 * does not wait for one that takes nothing at all.
 */
final class Viewers {

    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final long NO_FRAME = -1;

    private final Map<String, Viewer> viewers = new ConcurrentHashMap<>();
    private long currentFrame = NO_FRAME;

    /** Adds a page under its connection's key; it receives frames from the next one on. */
    void open(String key, Viewer viewer) {
        viewers.put(key, viewer);
    }

    boolean contains(String key) {
        return viewers.containsKey(key);
    }

    void closed(String key) {
        Viewer viewer = viewers.remove(key);
        if (viewer != null) {
            viewer.close();
        }
    }

    /** Sends one stripe to every page; does not wait. */
    void stripe(long frameId, byte[] bytes) {
        boolean firstOfFrame = frameId != currentFrame;
        currentFrame = frameId;
        viewers.values().forEach(viewer -> viewer.stripe(bytes, firstOfFrame));
    }

    /**
     * Ends the frame of the stripes before on every page, and waits a little for those that are
     * behind.
     */
    void endOfFrame(String text) throws InterruptedException {
        currentFrame = NO_FRAME;
        viewers.values().forEach(viewer -> viewer.endOfFrame(text));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Viewer viewer : viewers.values()) {
            viewer.awaitRoom(deadline);
        }
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.util.HashMap;
import java.util.Map;
import org.pixelflux.picture.FrameNumber;

/** What is to be asked for as soon as that is possible: at most one thing a session. Any thread. */
final class DueRefreshes {

    private static final Due EVERYTHING = new Due(null, Long.MAX_VALUE);

    private final Map<String, Due> due = new HashMap<>();

    /**
     * What a session is asked for.
     *
     * @param since the frame in mode mixed since which something is lacked; null for everything
     * @param mostBytes what is wanted at most
     */
    record Due(FrameNumber since, long mostBytes) {

        /** One answer serves both. */
        private Due joined(Due other) {
            boolean ofOneEpoch =
                    since != null && other.since != null && since.epoch() == other.since.epoch();
            if (!ofOneEpoch) {
                return EVERYTHING;
            }
            return new Due(
                    since.frame() <= other.since.frame() ? since : other.since,
                    Math.min(mostBytes, other.mostBytes));
        }
    }

    /**
     * Joins a request with the one that is due.
     *
     * @param since null for everything
     * @return whether none was due
     */
    synchronized boolean add(String session, FrameNumber since, long mostBytes) {
        boolean none = !due.containsKey(session);
        due.merge(session, new Due(since, mostBytes), Due::joined);
        return none;
    }

    /**
     * Joins a request with the one that is due; if none was, {@code asker} asks for this one. If it
     * throws, nothing is due, so that the next request gets its turn.
     */
    void add(String session, FrameNumber since, long mostBytes, Runnable asker) {
        if (!add(session, since, mostBytes)) {
            return;
        }
        try {
            asker.run();
        } catch (Throwable e) {
            forget(session);
            throw e;
        }
    }

    /** Nothing is asked for any more of what is due. */
    synchronized void clear() {
        due.clear();
    }

    private synchronized void forget(String session) {
        due.remove(session);
    }

    /** What is due is being asked for. */
    synchronized Due take(String session) {
        return due.remove(session);
    }
}

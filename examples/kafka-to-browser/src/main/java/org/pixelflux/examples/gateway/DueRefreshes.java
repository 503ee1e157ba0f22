// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pixelflux.picture.FrameNumber;

/** What is to be asked for as soon as that is possible: at most one thing a session. Any thread. */
final class DueRefreshes {

    /** By session: since which frame; empty for everything. */
    private final Map<String, Optional<FrameNumber>> due = new HashMap<>();

    /**
     * Joins a request with the one that is due, so that one answer serves both.
     *
     * @param since the frame in mode mixed since which something is lacked; null for everything
     * @return whether none was due
     */
    synchronized boolean add(String session, FrameNumber since) {
        Optional<FrameNumber> wanted = Optional.ofNullable(since);
        Optional<FrameNumber> before = due.get(session);
        due.put(session, before == null ? wanted : older(before, wanted));
        return before == null;
    }

    private static Optional<FrameNumber> older(
            Optional<FrameNumber> one, Optional<FrameNumber> other) {
        boolean ofOneEpoch =
                one.isPresent() && other.isPresent() && one.get().epoch() == other.get().epoch();
        if (!ofOneEpoch) {
            return Optional.empty();
        }
        return one.get().frame() <= other.get().frame() ? one : other;
    }

    /**
     * Joins a request with the one that is due; if none was, {@code asker} asks for this one. If it
     * throws, nothing is due, so that the next request gets its turn.
     */
    void add(String session, FrameNumber since, Runnable asker) {
        if (!add(session, since)) {
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

    /** What is due is being asked for: since which frame; null for everything. */
    synchronized FrameNumber take(String session) {
        return due.remove(session).orElse(null);
    }
}

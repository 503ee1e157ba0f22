// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.util.HashMap;
import java.util.Map;
import org.pixelflux.RefreshRequest;

/** What is to be asked for as soon as that is possible: at most one thing a session. Any thread. */
final class DueRefreshes {

    private final Map<String, RefreshRequest> due = new HashMap<>();

    /**
     * Joins a request with the one that is due.
     *
     * @return whether none was due
     */
    synchronized boolean add(String session, RefreshRequest request) {
        boolean none = !due.containsKey(session);
        due.merge(session, request, RefreshRequest::joined);
        return none;
    }

    /**
     * Joins a request with the one that is due; if none was, {@code asker} asks for this one. If it
     * throws, nothing is due, so that the next request gets its turn.
     */
    void add(String session, RefreshRequest request, Runnable asker) {
        if (!add(session, request)) {
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
    synchronized RefreshRequest take(String session) {
        return due.remove(session);
    }
}

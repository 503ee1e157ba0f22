// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The sessions of the topic, as many as there is room for. Sessions are often named after
 * containers, new ones come for months, and each holds its last picture. When there are too many,
 * this forgets the session that nobody looks at and that was silent for longest; it comes back with
 * its next record.
 */
final class SessionStreams {

    private final Map<String, SessionStream> byName = new ConcurrentHashMap<>();
    private final int most;
    private final Function<String, SessionStream> maker;

    SessionStreams(int most, Function<String, SessionStream> maker) {
        this.most = most;
        this.maker = maker;
    }

    /**
     * The stream of a session, made if it is not there. Called by the thread that reads the topic.
     */
    SessionStream get(String session) {
        SessionStream there = byName.get(session);
        if (there != null) {
            return there;
        }
        if (byName.size() >= most) {
            forgetOne();
        }
        return byName.computeIfAbsent(session, maker);
    }

    private void forgetOne() {
        byName.entrySet().stream()
                .filter(entry -> entry.getValue().relay().viewers() == 0)
                .max(Comparator.comparing(entry -> entry.getValue().sinceHeard()))
                .ifPresent(entry -> byName.remove(entry.getKey()));
    }

    /** Any thread. */
    Optional<SessionStream> find(String session) {
        return Optional.ofNullable(byName.get(session));
    }

    /**
     * The session whose picture has changed last. A silent session counts only if all are silent:
     * the clock of its machine may have been ahead, and it would be the last one for as long. Any
     * thread.
     */
    Optional<SessionStream> latest() {
        return byName.values().stream()
                .max(
                        Comparator.comparing(SessionStream::isHeard)
                                .thenComparingLong(SessionStream::lastMillis));
    }

    /** Any thread. */
    Collection<SessionStream> all() {
        return byName.values();
    }
}

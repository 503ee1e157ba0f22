// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The sessions of the topic, as many as there is room for: names are often those of containers, of
 * which new ones come for months, and each holds its last picture. Beyond that the one is forgotten
 * that nobody looks at and that was silent for longest; it comes back with its next record.
 */
final class SessionStreams {

    private final Map<String, SessionStream> byName = new ConcurrentHashMap<>();
    private final int most;
    private final Function<String, SessionStream> maker;

    SessionStreams(int most, Function<String, SessionStream> maker) {
        this.most = most;
        this.maker = maker;
    }

    /** The session's, made if it is not there. The thread that reads the topic. */
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
                .min(Comparator.comparingLong(entry -> entry.getValue().lastMillis()))
                .ifPresent(entry -> byName.remove(entry.getKey()));
    }

    /** Any thread. */
    Optional<SessionStream> find(String session) {
        return Optional.ofNullable(byName.get(session));
    }

    /** Any thread. */
    Collection<SessionStream> all() {
        return byName.values();
    }
}

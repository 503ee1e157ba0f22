// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The started consumers of a component, by their capture id. Any thread. */
final class Captures {

    private final Map<String, PixelfluxConsumer> consumers = new ConcurrentSkipListMap<>();

    /**
     * Does nothing with a consumer that has no id.
     *
     * @throws IllegalStateException if another one has the id
     */
    void add(PixelfluxConsumer consumer) {
        if (consumer.getCaptureId() == null) {
            return;
        }
        PixelfluxConsumer other = consumers.putIfAbsent(consumer.getCaptureId(), consumer);
        if (other != null && other != consumer) {
            throw new IllegalStateException(
                    "captureId: '"
                            + consumer.getCaptureId()
                            + "' is taken by "
                            + holder(other)
                            + "; give each capture its own");
        }
    }

    /** One that is polled has no route. */
    private static String holder(PixelfluxConsumer consumer) {
        String route = consumer.getRouteId();
        return route == null ? "polls of " + consumer.getEndpoint() : "the route " + route;
    }

    void remove(PixelfluxConsumer consumer) {
        if (consumer.getCaptureId() == null) {
            return;
        }
        consumers.remove(consumer.getCaptureId(), consumer);
    }

    /** In the order of their ids. */
    Collection<PixelfluxConsumer> all() {
        return List.copyOf(consumers.values());
    }

    /**
     * The consumer of that id; if {@code id} is null, the only one there is.
     *
     * @throws IllegalStateException if there is none, or it is not clear which
     */
    PixelfluxConsumer find(@Nullable String id) {
        if (id != null) {
            PixelfluxConsumer found = consumers.get(id);
            if (found == null) {
                throw new IllegalStateException(
                        "captureId: '" + id + "' is not one of the running captures " + ids());
            }
            return found;
        }
        Collection<PixelfluxConsumer> all = all();
        if (all.size() != 1) {
            throw new IllegalStateException(
                    all.isEmpty()
                            ? "no capture is running: start a route from pixelflux first"
                            : "captureId: not set, but needed to choose from the running captures "
                                    + ids());
        }
        return all.iterator().next();
    }

    private Collection<String> ids() {
        return consumers.keySet();
    }
}

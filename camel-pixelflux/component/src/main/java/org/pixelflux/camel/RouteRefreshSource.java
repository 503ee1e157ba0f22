// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.pixelflux.RefreshRequest;
import org.pixelflux.relay.RefreshSource;

/**
 * Lets a relay ask the capture of a route for what its viewers lack. It asks nobody while the route
 * has no capture, since the next one begins with a whole picture. Any thread.
 */
public final class RouteRefreshSource implements RefreshSource {

    private final CamelContext context;
    private final String routeId;

    /**
     * @param routeId of a route from pixelflux, which may be added later
     */
    public RouteRefreshSource(CamelContext context, String routeId) {
        this.context = context;
        this.routeId = routeId;
    }

    @Override
    public void request(RefreshRequest request) {
        consumer().ifPresent(consumer -> consumer.requestRefresh(request));
    }

    /** What the route begins with; empty while there is no such route. */
    public Optional<PixelfluxConsumer> consumer() {
        Route route = context.getRoute(routeId);
        return route != null && route.getConsumer() instanceof PixelfluxConsumer consumer
                ? Optional.of(consumer)
                : Optional.empty();
    }
}

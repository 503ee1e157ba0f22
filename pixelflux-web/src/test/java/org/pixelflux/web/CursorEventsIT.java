// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.junit.jupiter.api.Test;
import org.pixelflux.support.FreePort;

/** A capture may report the cursor, which the page ignores. */
class CursorEventsIT {

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    @Test
    void streamsStripesAlone() throws Exception {
        int port = FreePort.find();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getShutdownStrategy().setTimeout(1);
            context.getManagementStrategy().addEventNotifier(failuresNotifier());
            CaptureRoute routes =
                    new CaptureRoute(
                            "pixelflux:synthetic?mode=jpeg&syntheticChange=100"
                                    + "&cursorEvents=true");
            context.addRoutes(routes);
            context.addRoutes(new ViewerRoutes(port, ViewerAccess.LOCAL, routes));
            context.start();
            WebSocketClient sockets = StreamClient.client();
            sockets.start();
            try (StreamClient client =
                    StreamClient.connect(sockets, port, "http://localhost:" + port, "")) {
                await().atMost(Duration.ofSeconds(60)).until(() -> client.frames() > 10);
            } finally {
                sockets.stop();
            }
            assertThat(failures).isEmpty();
        }
    }

    private EventNotifierSupport failuresNotifier() {
        return new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof ExchangeFailedEvent failed) {
                    failures.add(failed.getCause());
                }
            }
        };
    }
}

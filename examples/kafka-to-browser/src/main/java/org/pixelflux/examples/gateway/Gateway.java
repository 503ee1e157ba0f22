// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.io.PrintWriter;
import org.pixelflux.examples.commandline.RouteProgram;
import org.pixelflux.examples.commandline.ServerCommand;
import org.pixelflux.examples.records.StripeTopics;
import org.pixelflux.examples.viewer.ViewerAccess;
import org.pixelflux.examples.viewer.ViewerRoutes;

/** Kafka's screens, and the web page that shows them, as one Camel program. */
final class Gateway implements ServerCommand.Server {

    private final RouteProgram program = new RouteProgram("kafka-to-browser");
    private final StripeTopics topics;
    private final String url;

    /**
     * @param session the one that is shown; null: all
     * @param port where the page is served
     */
    Gateway(StripeTopics topics, String session, int port, ViewerAccess access) {
        this.topics = topics;
        url = access.url(port);
        KafkaScreens screens = new KafkaScreens(topics, session);
        program.add(screens);
        program.add(new ViewerRoutes(port, access, screens));
    }

    /** Makes the topics first: it may be here before the screen. */
    @Override
    public void run(PrintWriter out) throws Exception {
        topics.create();
        program.run(out, "The screens are at " + url, 0);
    }

    @Override
    public void close() {
        program.close();
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.io.PrintWriter;
import org.pixelflux.examples.commandline.AccessArguments;
import org.pixelflux.examples.commandline.RouteProgram;
import org.pixelflux.examples.commandline.ServerCommand;
import org.pixelflux.examples.records.ScreenTopics;
import org.pixelflux.web.ViewerAccess;
import org.pixelflux.web.ViewerRoutes;

/** Kafka's screens, and the web page that shows them, as one Camel program. */
final class Gateway implements ServerCommand.Server {

    private final RouteProgram program = new RouteProgram("kafka-to-browser");
    private final ScreenTopics topics;
    private final ViewerAccess access;
    private final int port;

    /**
     * @param session the one that is shown; null: all
     * @param port where the page is served
     */
    Gateway(ScreenTopics topics, String session, int port, ViewerAccess access) {
        this.topics = topics;
        this.access = access;
        this.port = port;
        KafkaScreens screens = new KafkaScreens(topics, session);
        program.add(screens);
        program.add(new ViewerRoutes(port, access, screens));
    }

    /** Makes the topics first: it may be here before the screen. */
    @Override
    public void run(PrintWriter out) throws Exception {
        topics.create();
        String withoutVideo = "start screen-to-kafka with --mode mixed --videoRectangles false";
        program.run(
                out,
                AccessArguments.announcement(access, "The screens are at", port, withoutVideo),
                0);
    }

    @Override
    public void close() {
        program.close();
    }
}

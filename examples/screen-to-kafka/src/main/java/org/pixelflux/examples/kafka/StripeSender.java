// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import java.io.IOException;
import java.io.PrintWriter;
import org.pixelflux.PixelfluxException;
import org.pixelflux.examples.commandline.RouteProgram;

/** A capture, and the topic that its stripes go to, as one Camel program. */
final class StripeSender implements AutoCloseable {

    private final StripeTopic topic;
    private final RouteProgram program;
    private volatile PixelfluxException captureEnd;

    /**
     * @param captureUri a pixelflux endpoint
     * @param session names the screen; the records' key
     */
    StripeSender(String captureUri, StripeTopic topic, String session) {
        this.topic = topic;
        program =
                new RouteProgram(
                        "screen-to-kafka",
                        new KafkaRoutes(captureUri, topic.producerUri(), session, this::ended));
    }

    /**
     * Runs until the process is asked to end; tells {@code out} when the capture runs.
     *
     * @param seconds how long to run; 0: for ever
     * @throws IOException if there can be no such topic, see {@link StripeTopic#create}
     * @throws PixelfluxException if the capture ended by itself
     */
    void run(PrintWriter out, int seconds) throws Exception {
        topic.create();
        String announcement =
                "The stripes go to the topic " + topic.name() + " of " + topic.brokers();
        program.run(out, announcement, seconds);
        if (captureEnd != null) {
            throw captureEnd;
        }
    }

    private void ended(PixelfluxException cause) {
        captureEnd = cause;
        program.end();
    }

    /** Stops the route; idempotent. */
    @Override
    public void close() {
        program.close();
    }
}

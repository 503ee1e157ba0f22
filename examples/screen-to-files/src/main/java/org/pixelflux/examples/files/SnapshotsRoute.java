// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.files;

import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.pixelflux.examples.commandline.CaptureArguments;

/** The whole screen once a second, each time in a file of its own. */
final class SnapshotsRoute extends RouteBuilder {

    static final CaptureArguments CAPTURE = new CaptureArguments(Map.of());

    static final Map<String, String> ENDPOINT_OPTIONS =
            Map.of("operation", "snapshot", "pictureFormat", "png");

    private final Job job;

    private SnapshotsRoute(Job job) {
        this.job = job;
    }

    /** Makes the directory. */
    static void run(Job job) throws Exception {
        Files.createDirectories(job.to());
        job.program().add(new SnapshotsRoute(job));
        job.program().run(job.out(), "Writing snapshots to " + job.to(), job.seconds());
    }

    /** A program that lists the directory meanwhile finds whole files under their names. */
    @Override
    public void configure() {
        onException(Exception.class).handled(true).process(job.program()::fail);

        from("timer:snapshots?period=1000&delay=0")
                .routeId("snapshots")
                .to(job.uri())
                .process(SnapshotsRoute::name)
                .to("file:" + job.to() + "?tempPrefix=.part-&fileExist=Fail");
    }

    private static void name(Exchange exchange) {
        exchange.getMessage()
                .setHeader(
                        Exchange.FILE_NAME,
                        SnapshotName.of(Instant.now(), exchange.getExchangeId()));
    }
}

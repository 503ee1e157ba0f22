// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.files;

import java.nio.file.Files;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.pixelflux.examples.commandline.CaptureArguments;

/** The whole screen once a second, each time in a file of its own, named by the time. */
final class SnapshotsRoute extends RouteBuilder {

    static final CaptureArguments CAPTURE = new CaptureArguments(Map.of());

    static final Map<String, String> ENDPOINT_OPTIONS =
            Map.of("operation", "snapshot", "snapshotFormat", "png");

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss.SSS", Locale.ROOT);

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

    /** Its digits are those of English, which Camel's {@code ${date:…}} leaves to the locale. */
    private static String fileName() {
        return NAME.format(ZonedDateTime.now(ZoneId.systemDefault())) + ".png";
    }

    /** Whoever lists the directory meanwhile finds whole files under their names. */
    @Override
    public void configure() {
        onException(Exception.class).handled(true).process(job.program()::fail);

        from("timer:snapshots?period=1000&delay=0")
                .routeId("snapshots")
                .to(job.uri())
                .setHeader(Exchange.FILE_NAME, SnapshotsRoute::fileName)
                .to("file:" + job.to() + "?tempPrefix=.part-");
    }
}

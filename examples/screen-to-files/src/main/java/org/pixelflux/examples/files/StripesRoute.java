// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.files;

import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.pixelflux.CaptureOption;
import org.pixelflux.camel.PixelfluxConstants;
import org.pixelflux.examples.commandline.CaptureArguments;

/** Every JPEG stripe in a file of its own, named by its frame and its first row. */
final class StripesRoute extends RouteBuilder {

    static final CaptureArguments CAPTURE =
            new CaptureArguments(
                    Map.of(),
                    Map.of(
                            CaptureOption.MODE.name(),
                            "jpeg",
                            CaptureOption.WIRE_HEADER.name(),
                            "none",
                            CaptureOption.CURSOR_EVENTS.name(),
                            "false"));

    private final Job job;

    private StripesRoute(Job job) {
        this.job = job;
    }

    /** Makes the directory; files of the same names are replaced. */
    static void run(Job job) throws Exception {
        Files.createDirectories(job.to());
        job.program().add(new StripesRoute(job));
        job.program().run(job.out(), "Writing stripes to " + job.to(), job.seconds());
    }

    /** A program that lists the directory meanwhile finds whole files under their names. */
    @Override
    public void configure() {
        onException(Exception.class).handled(true).process(job.program()::fail);

        from(job.uri())
                .routeId("stripes")
                .process(StripesRoute::name)
                .to("file:" + job.to() + "?tempPrefix=.part-");
    }

    private static void name(Exchange exchange) {
        Message stripe = exchange.getMessage();
        String name =
                String.format(
                        Locale.ROOT,
                        "frame-%08d-y-%04d.jpg",
                        stripe.getHeader(PixelfluxConstants.FRAME_ID, Long.class),
                        stripe.getHeader(PixelfluxConstants.Y, Integer.class));
        stripe.setHeader(Exchange.FILE_NAME, name);
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.http;

import java.util.Map;
import org.pixelflux.CaptureOption;
import org.pixelflux.CaptureSettings;
import org.pixelflux.examples.commandline.AccessArguments;
import org.pixelflux.examples.commandline.CaptureArguments;
import org.pixelflux.examples.commandline.ServerCommand;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Serves a screen as MJPEG over HTTP through Camel routes: the command line of HttpServer. */
public final class ScreenToHttp {

    /** One stripe for the whole picture: each frame is one JPEG. */
    private static final CaptureArguments CAPTURE =
            new CaptureArguments(
                    Map.of(CaptureOption.FPS.name(), "15"),
                    Map.of(
                            CaptureOption.MODE.name(),
                            "jpeg",
                            CaptureOption.STRIPE_HEIGHT.name(),
                            String.valueOf(HttpRoutes.MOST_ROWS),
                            CaptureOption.WIRE_HEADER.name(),
                            "none",
                            CaptureOption.CURSOR_EVENTS.name(),
                            "false"));

    private ScreenToHttp() {}

    public static void main(String[] arguments) {
        // Undertow's logging would choose java.util.logging by itself.
        System.setProperty("org.jboss.logging.provider", "slf4j");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return ServerCommand.commandLine(
                "screen-to-http",
                "Serves a screen as an MJPEG stream that this machine can open.",
                9002,
                AccessArguments.tokenOptions(),
                CAPTURE,
                (port, arguments) ->
                        new HttpServer(
                                port, captureUri(arguments), AccessArguments.token(arguments)));
    }

    /**
     * @throws IllegalArgumentException naming the option whose value is not allowed, also if only
     *     the stream cannot do with it
     */
    static String captureUri(ParseResult arguments) {
        CaptureSettings settings = CAPTURE.toSettings(arguments);
        HttpRoutes.requireOneJpeg(settings.height());
        return CAPTURE.toUri(arguments);
    }
}

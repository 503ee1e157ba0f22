// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureOption;
import org.pixelflux.CaptureSettings;
import org.pixelflux.examples.commandline.AccessArguments;
import org.pixelflux.examples.commandline.CaptureArguments;
import org.pixelflux.examples.commandline.ServerCommand;
import org.pixelflux.web.ViewerAccess;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Streams a screen to a web page through Camel routes, {@code pixelflux:screen} to a WebSocket: the
 * command line of {@link BrowserServer}.
 */
public final class ScreenToBrowser {

    private static final String CONTROL = "--control";
    private static final CaptureArguments CAPTURE =
            new CaptureArguments(
                    Map.of(CaptureOption.MODE.name(), "h264", CaptureOption.FPS.name(), "30"));

    private ScreenToBrowser() {}

    public static void main(String[] arguments) {
        // Undertow's logging would choose java.util.logging by itself.
        System.setProperty("org.jboss.logging.provider", "slf4j");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return ServerCommand.commandLine(
                "screen-to-browser",
                "Streams a screen to a web page.",
                9001,
                options(),
                CAPTURE,
                ScreenToBrowser::server);
    }

    private static BrowserServer server(int port, ParseResult arguments) {
        String uri = captureUri(arguments);
        ViewerAccess access = access(arguments);
        boolean video =
                CAPTURE.toSettings(arguments).mode() == CaptureMode.H264 || access.control();
        return new BrowserServer(port, uri, access, video);
    }

    private static List<OptionSpec> options() {
        List<OptionSpec> options = new ArrayList<>(AccessArguments.options());
        options.add(
                OptionSpec.builder(CONTROL)
                        .type(boolean.class)
                        .description(
                                "Viewers may switch codec and quality, for all. Without it they"
                                        + " only look.")
                        .build());
        return options;
    }

    private static ViewerAccess access(ParseResult arguments) {
        return AccessArguments.of(arguments, arguments.hasMatchedOption(CONTROL));
    }

    /**
     * @throws IllegalArgumentException naming the option whose value is not allowed, also if only
     *     the page cannot do with it
     */
    static String captureUri(ParseResult arguments) {
        CaptureSettings settings = CAPTURE.toSettings(arguments);
        if (settings.omitStripeHeaders()) {
            throw new IllegalArgumentException(
                    CaptureOption.OMIT_STRIPE_HEADERS.name()
                            + ": true is not possible here, the page reads the wire headers");
        }
        return CAPTURE.toUri(arguments);
    }
}

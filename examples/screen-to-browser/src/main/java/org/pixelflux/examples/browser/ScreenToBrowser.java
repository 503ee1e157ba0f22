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
                    Map.of(CaptureOption.MODE.name(), "mixed", CaptureOption.FPS.name(), "30"),
                    Map.of(CaptureOption.WIRE_HEADER.name(), "1"));

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
        String withoutVideo = withoutVideo(CAPTURE.toSettings(arguments), access.control());
        return new BrowserServer(port, uri, access, withoutVideo);
    }

    /**
     * What keeps pages from having to decode H.264.
     *
     * @param control whether viewers may switch the mode
     * @return null: they need not
     */
    static String withoutVideo(CaptureSettings settings, boolean control) {
        String video = CaptureOption.VIDEO_RECTANGLES.name();
        if (settings.mode() == CaptureMode.H264) {
            return "--mode mixed --" + video + " false";
        }
        if (settings.mode() == CaptureMode.MIXED && settings.videoRectangles()) {
            return "--" + video + " false";
        }
        return control ? "leave " + CONTROL + " out, by which viewers switch to it" : null;
    }

    private static List<OptionSpec> options() {
        List<OptionSpec> options = new ArrayList<>(AccessArguments.options());
        options.add(
                OptionSpec.builder(CONTROL)
                        .type(boolean.class)
                        .description(
                                "Viewers may switch mode and quality, for all. Without it they"
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
        return CAPTURE.toUri(arguments);
    }
}

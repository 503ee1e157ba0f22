// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.hls;

import java.util.Map;
import org.pixelflux.CaptureOption;
import org.pixelflux.examples.commandline.AccessArguments;
import org.pixelflux.examples.commandline.CaptureArguments;
import org.pixelflux.examples.commandline.ServerCommand;
import picocli.CommandLine;

/** Serves a screen as a live playlist through Camel routes: the command line of HlsServer. */
public final class ScreenToHls {

    private static final CaptureArguments CAPTURE =
            new CaptureArguments(
                    Map.of(CaptureOption.FPS.name(), "30"),
                    Map.of(
                            CaptureOption.MODE.name(),
                            "h264",
                            CaptureOption.H264_FULL_COLOR.name(),
                            "false",
                            CaptureOption.CURSOR_EVENTS.name(),
                            "false"));

    private ScreenToHls() {}

    public static void main(String[] arguments) {
        // Undertow's logging would choose java.util.logging by itself.
        System.setProperty("org.jboss.logging.provider", "slf4j");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return ServerCommand.commandLine(
                "screen-to-hls",
                "Serves a screen as a live HLS playlist that this machine can open.",
                9003,
                AccessArguments.tokenOptions(),
                CAPTURE,
                (port, arguments) ->
                        new HlsServer(
                                port, CAPTURE.toUri(arguments), AccessArguments.token(arguments)));
    }
}

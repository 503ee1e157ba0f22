// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.http;

import java.util.Map;
import org.pixelflux.CaptureOption;
import org.pixelflux.CaptureSettings;
import org.pixelflux.examples.commandline.CaptureArguments;
import org.pixelflux.examples.commandline.FailureReason;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Serves a screen as MJPEG over HTTP through Camel routes: the command line of HttpServer. */
public final class ScreenToHttp {

    private static final String NAME = "screen-to-http";
    private static final String PORT = "--port";

    /** One stripe for the whole picture: each frame is one JPEG. */
    private static final CaptureArguments CAPTURE =
            new CaptureArguments(
                    Map.of(CaptureOption.FPS.name(), "15"),
                    Map.of(
                            CaptureOption.MODE.name(),
                            "jpeg",
                            CaptureOption.STRIPE_HEIGHT.name(),
                            String.valueOf(HttpRoutes.MOST_ROWS),
                            CaptureOption.OMIT_STRIPE_HEADERS.name(),
                            "true",
                            CaptureOption.CURSOR_EVENTS.name(),
                            "false"));

    private ScreenToHttp() {}

    public static void main(String[] arguments) {
        // Undertow's logging would choose java.util.logging by itself.
        System.setProperty("org.jboss.logging.provider", "slf4j");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.create().name(NAME);
        spec.usageMessage()
                .description("Serves a screen as an MJPEG stream that this machine can open.")
                .sortOptions(false)
                .width(100);
        spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Shows this text.")
                        .build());
        spec.addOption(
                OptionSpec.builder(PORT)
                        .type(int.class)
                        .defaultValue("9002")
                        .paramLabel("NUMBER")
                        .description(
                                "Where it is served. Allowed: 1..65535. Default: ${DEFAULT-VALUE}.")
                        .build());
        CAPTURE.addTo(spec);
        return new CommandLine(spec)
                .setExecutionStrategy(ScreenToHttp::execute)
                .setParameterExceptionHandler(ScreenToHttp::explain);
    }

    private static int execute(ParseResult arguments) {
        Integer helped = CommandLine.executeHelpRequest(arguments);
        return helped != null ? helped : run(arguments);
    }

    private static int run(ParseResult arguments) {
        CommandLine commandLine = arguments.commandSpec().commandLine();
        int port = arguments.matchedOptionValue(PORT, 9002);
        if (port < 1 || port > 65535) {
            throw new ParameterException(
                    commandLine, "port: " + port + " is out of range, allowed 1..65535");
        }
        String captureUri;
        try {
            captureUri = captureUri(arguments);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, e.getMessage(), e);
        }
        try (HttpServer server = new HttpServer(port, captureUri)) {
            server.run(commandLine.getOut());
            return CommandLine.ExitCode.OK;
        } catch (Exception e) {
            commandLine.getErr().println(NAME + ": " + FailureReason.of(e, port));
            return CommandLine.ExitCode.SOFTWARE;
        }
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

    private static int explain(ParameterException e, String[] arguments) {
        e.getCommandLine().getErr().println(NAME + ": " + e.getMessage() + " (see --help)");
        return CommandLine.ExitCode.USAGE;
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import java.net.BindException;
import org.apache.camel.FailedToStartRouteException;
import org.pixelflux.PixelfluxException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Streams a screen to a web page through Camel routes, {@code pixelflux:screen} to a WebSocket: the
 * command line of {@link BrowserServer}.
 */
public final class ScreenToBrowser {

    private static final String NAME = "screen-to-browser";
    private static final String PORT = "--port";

    private ScreenToBrowser() {}

    public static void main(String[] arguments) {
        // Undertow's logging would choose java.util.logging by itself.
        System.setProperty("org.jboss.logging.provider", "slf4j");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.create().name(NAME);
        spec.usageMessage()
                .description("Streams a screen to a web page that this machine can open.")
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
                        .defaultValue("9001")
                        .paramLabel("NUMBER")
                        .description("Where the page is served. Default: ${DEFAULT-VALUE}.")
                        .build());
        CaptureArguments.addTo(spec);
        return new CommandLine(spec)
                .setExecutionStrategy(ScreenToBrowser::execute)
                .setParameterExceptionHandler(ScreenToBrowser::explain);
    }

    private static int execute(ParseResult arguments) {
        Integer helped = CommandLine.executeHelpRequest(arguments);
        return helped != null ? helped : run(arguments);
    }

    private static int run(ParseResult arguments) {
        CommandLine commandLine = arguments.commandSpec().commandLine();
        int port = arguments.matchedOptionValue(PORT, 9001);
        if (port < 1 || port > 65535) {
            throw new ParameterException(
                    commandLine, "port: " + port + " is out of range, allowed 1..65535");
        }
        String captureUri;
        try {
            captureUri = CaptureArguments.toUri(arguments);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, e.getMessage(), e);
        }
        try (BrowserServer program = new BrowserServer(port, captureUri)) {
            program.run(commandLine.getOut());
            return CommandLine.ExitCode.OK;
        } catch (Exception e) {
            commandLine.getErr().println(NAME + ": " + reason(e, port));
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private static int explain(ParameterException e, String[] arguments) {
        e.getCommandLine().getErr().println(NAME + ": " + e.getMessage() + " (see --help)");
        return CommandLine.ExitCode.USAGE;
    }

    /** What a person can act on, from under what Camel wrapped around it. */
    private static String reason(Throwable failure, int port) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return "port " + port + " is in use; choose another by --port";
            }
            if (cause instanceof PixelfluxException || cause instanceof IllegalArgumentException) {
                return cause.getMessage();
            }
        }
        return failure instanceof FailedToStartRouteException && failure.getCause() != null
                ? failure.getCause().toString()
                : failure.toString();
    }
}

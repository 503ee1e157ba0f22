// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import java.util.Map;
import org.pixelflux.CaptureOption;
import org.pixelflux.examples.commandline.CaptureArguments;
import org.pixelflux.examples.commandline.FailureReason;
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
    private static final String BIND = "--bind";
    private static final String TOKEN = "--token";
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
        spec.addOption(
                OptionSpec.builder(BIND)
                        .type(String.class)
                        .defaultValue(ViewerAccess.LOCAL.bind())
                        .paramLabel("ADDRESS")
                        .description(
                                "At which address. One that other machines can reach, such as"
                                        + " 0.0.0.0, only with --token. Default: ${DEFAULT-VALUE}.")
                        .build());
        spec.addOption(
                OptionSpec.builder(TOKEN)
                        .type(String.class)
                        .paramLabel("TEXT")
                        .description(
                                "What a viewer must know; it is part of the address that is"
                                        + " printed. 16 to 128 letters, digits, - or _.")
                        .build());
        spec.addOption(
                OptionSpec.builder(CONTROL)
                        .type(boolean.class)
                        .description(
                                "Viewers may switch codec and quality, for all. Without it they"
                                        + " only look.")
                        .build());
        CAPTURE.addTo(spec);
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
        ViewerAccess access;
        try {
            captureUri = captureUri(arguments);
            access =
                    new ViewerAccess(
                            arguments.matchedOptionValue(BIND, ViewerAccess.LOCAL.bind()),
                            arguments.matchedOptionValue(TOKEN, (String) null),
                            arguments.hasMatchedOption(CONTROL));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, e.getMessage(), e);
        }
        try (BrowserServer program = new BrowserServer(port, captureUri, access)) {
            program.run(commandLine.getOut());
            return CommandLine.ExitCode.OK;
        } catch (Exception e) {
            commandLine.getErr().println(NAME + ": " + FailureReason.of(e, port));
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /**
     * @throws IllegalArgumentException naming the option whose value is not allowed, also if only
     *     the page cannot do with it
     */
    static String captureUri(ParseResult arguments) {
        if (CAPTURE.toSettings(arguments).omitStripeHeaders()) {
            throw new IllegalArgumentException(
                    CaptureOption.OMIT_STRIPE_HEADERS.name()
                            + ": true is not possible here, the page reads the wire headers");
        }
        return CAPTURE.toUri(arguments);
    }

    private static int explain(ParameterException e, String[] arguments) {
        e.getCommandLine().getErr().println(NAME + ": " + e.getMessage() + " (see --help)");
        return CommandLine.ExitCode.USAGE;
    }
}

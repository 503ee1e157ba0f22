// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.pixelflux.CaptureSettings;
import org.pixelflux.examples.commandline.FailureReason;
import org.pixelflux.examples.commandline.RouteProgram;
import org.pixelflux.examples.commandline.UsageError;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Keeps a screen in files: the command line, with a subcommand for each route. */
public final class ScreenToFiles {

    private static final String NAME = "screen-to-files";
    private static final String TO = "--to";
    private static final String SECONDS = "--seconds";
    private static final int MOST_SECONDS = 1_000_000;

    /** Camel would not take this as a part of a path in a URI, encoded or not. */
    private static final Pattern MEANT_FOR_CAMEL = Pattern.compile("[?%+&#{}]");

    /** Without it Camel only logs that a capture has ended, and the route waits for ever. */
    private static final Map<String, String> TELL_THE_ROUTE = Map.of("bridgeErrorHandler", "true");

    private static final List<Subcommand> SUBCOMMANDS =
            List.of(
                    new Subcommand(
                            "record",
                            "Records a screen as H.264 that players and ffmpeg read.",
                            "recording.h264",
                            RecordRoute.CAPTURE,
                            TELL_THE_ROUTE,
                            RecordRoute::run),
                    new Subcommand(
                            "stripes",
                            "Writes every stripe that changed as a JPEG file.",
                            "stripes",
                            StripesRoute.CAPTURE,
                            TELL_THE_ROUTE,
                            StripesRoute::run),
                    new Subcommand(
                            "snapshots",
                            "Writes the whole screen as a PNG file once a second.",
                            "snapshots",
                            SnapshotsRoute.CAPTURE,
                            SnapshotsRoute.ENDPOINT_OPTIONS,
                            SnapshotsRoute::run));

    private ScreenToFiles() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.create().name(NAME).addOption(help());
        spec.usageMessage().description("Keeps a screen in files.").width(100);
        SUBCOMMANDS.forEach(
                subcommand -> spec.addSubcommand(subcommand.name(), specOf(subcommand)));
        return new CommandLine(spec)
                .setExecutionStrategy(ScreenToFiles::execute)
                .setParameterExceptionHandler(ScreenToFiles::explain);
    }

    private static CommandSpec specOf(Subcommand subcommand) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(subcommand).addOption(help());
        spec.usageMessage().description(subcommand.description()).sortOptions(false).width(100);
        spec.addOption(
                OptionSpec.builder(TO)
                        .type(Path.class)
                        .defaultValue(subcommand.usualPlace())
                        .paramLabel("PATH")
                        .description("Where the files go. Default: ${DEFAULT-VALUE}.")
                        .build());
        spec.addOption(
                OptionSpec.builder(SECONDS)
                        .type(int.class)
                        .paramLabel("NUMBER")
                        .description(
                                String.format(
                                        Locale.ROOT,
                                        "How long to run. Allowed: 1..%d. Default: until Ctrl-C.",
                                        MOST_SECONDS))
                        .build());
        subcommand.capture().addTo(spec);
        return spec;
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this text.")
                .build();
    }

    private static int execute(ParseResult arguments) {
        Integer helped = CommandLine.executeHelpRequest(arguments);
        if (helped != null) {
            return helped;
        }
        if (!arguments.hasSubcommand()) {
            throw new ParameterException(
                    arguments.commandSpec().commandLine(),
                    "say what to write: one of "
                            + String.join(", ", arguments.commandSpec().subcommands().keySet()));
        }
        return run(arguments.subcommand());
    }

    private static int run(ParseResult arguments) {
        CommandLine commandLine = arguments.commandSpec().commandLine();
        Subcommand subcommand = (Subcommand) arguments.commandSpec().userObject();
        try (RouteProgram program = new RouteProgram(NAME)) {
            subcommand.work().run(job(program, subcommand, arguments));
            return CommandLine.ExitCode.OK;
        } catch (ParameterException e) {
            throw e;
        } catch (Exception e) {
            commandLine.getErr().println(NAME + ": " + FailureReason.of(e));
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /**
     * @throws ParameterException naming the option whose value is not allowed
     */
    static Job job(RouteProgram program, Subcommand subcommand, ParseResult arguments) {
        CommandLine commandLine = arguments.commandSpec().commandLine();
        int seconds = arguments.matchedOptionValue(SECONDS, 0);
        if (arguments.hasMatchedOption(SECONDS) && (seconds < 1 || seconds > MOST_SECONDS)) {
            throw new ParameterException(
                    commandLine,
                    String.format(
                            Locale.ROOT,
                            "seconds: %d is out of range, allowed 1..%d",
                            seconds,
                            MOST_SECONDS));
        }
        Path to =
                arguments
                        .matchedOptionValue(TO, Path.of(subcommand.usualPlace()))
                        .toAbsolutePath()
                        .normalize();
        if (MEANT_FOR_CAMEL.matcher(to.toString()).find()) {
            throw new ParameterException(
                    commandLine,
                    String.format(
                            Locale.ROOT,
                            "to: %s is not possible here, allowed are paths without ? %% + & # { }",
                            to));
        }
        try {
            CaptureSettings settings = subcommand.capture().toSettings(arguments);
            return new Job(
                    program,
                    subcommand.capture().toUri(arguments, subcommand.endpointOptions()),
                    settings.fps(),
                    to,
                    seconds,
                    commandLine.getOut());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, e.getMessage(), e);
        }
    }

    private static int explain(ParameterException e, String[] arguments) {
        e.getCommandLine().getErr().println(NAME + ": " + UsageError.of(e) + " (see --help)");
        return CommandLine.ExitCode.USAGE;
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.commandline;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The command line of an example that serves a screen at a port: its options, those of a capture,
 * and one line for whatever goes wrong. It ends with code 2 for what the command line asks, with 1
 * for what happens later.
 */
public final class ServerCommand {

    /** What is served. */
    public interface Server extends AutoCloseable {

        /** Serves until the process is asked to end; tells {@code out} when that has begun. */
        void run(PrintWriter out) throws Exception;

        @Override
        void close();
    }

    /** Makes what the command line asks for. */
    @FunctionalInterface
    public interface Factory {

        /**
         * @throws IllegalArgumentException naming the option whose value is not allowed
         */
        Server create(int port, ParseResult arguments);
    }

    private static final String PORT = "--port";

    private final String name;
    private final int usualPort;
    private final Factory factory;

    private ServerCommand(String name, int usualPort, Factory factory) {
        this.name = name;
        this.usualPort = usualPort;
        this.factory = factory;
    }

    /**
     * @param options the example's own, beside --help, --port and those of the capture
     */
    public static CommandLine commandLine(
            String name,
            String description,
            int usualPort,
            List<OptionSpec> options,
            CaptureArguments capture,
            Factory factory) {
        CommandLine command = commandLine(name, description, usualPort, options, factory);
        capture.addTo(command.getCommandSpec());
        return command;
    }

    /** The same without the options of a capture, for a screen that comes from elsewhere. */
    public static CommandLine commandLine(
            String name,
            String description,
            int usualPort,
            List<OptionSpec> options,
            Factory factory) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(description).sortOptions(false).width(100);
        spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Shows this text.")
                        .build());
        spec.addOption(
                OptionSpec.builder(PORT)
                        .type(int.class)
                        .defaultValue(String.valueOf(usualPort))
                        .paramLabel("NUMBER")
                        .description(
                                "The port to serve at. Allowed: 1..65535. Default:"
                                        + " ${DEFAULT-VALUE}.")
                        .build());
        options.forEach(spec::addOption);
        ServerCommand command = new ServerCommand(name, usualPort, factory);
        return new CommandLine(spec)
                .setExecutionStrategy(command::execute)
                .setParameterExceptionHandler(command::explain);
    }

    private int execute(ParseResult arguments) {
        Integer helped = CommandLine.executeHelpRequest(arguments);
        return helped != null ? helped : run(arguments);
    }

    private int run(ParseResult arguments) {
        CommandLine commandLine = arguments.commandSpec().commandLine();
        int port = arguments.matchedOptionValue(PORT, usualPort);
        try (Server server = create(commandLine, port, arguments)) {
            server.run(commandLine.getOut());
            return CommandLine.ExitCode.OK;
        } catch (ParameterException e) {
            throw e;
        } catch (Exception e) {
            commandLine.getErr().println(name + ": " + FailureReason.of(e, port));
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private Server create(CommandLine commandLine, int port, ParseResult arguments) {
        if (port < 1 || port > 65535) {
            throw new ParameterException(
                    commandLine, "port: " + port + " is out of range, allowed 1..65535");
        }
        try {
            return factory.create(port, arguments);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, e.getMessage(), e);
        }
    }

    private int explain(ParameterException e, String[] arguments) {
        e.getCommandLine().getErr().println(name + ": " + UsageError.of(e) + " (see --help)");
        return CommandLine.ExitCode.USAGE;
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.io.IOException;
import org.pixelflux.examples.commandline.FailureReason;
import org.pixelflux.examples.records.StripeTopics;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Shows the screens that screen-to-kafka has sent to a Kafka topic on a web page: the command line
 * of {@link Gateway}.
 */
public final class KafkaToBrowser {

    private static final String NAME = "kafka-to-browser";

    private KafkaToBrowser() {}

    public static void main(String[] arguments) {
        // Undertow's logging would choose java.util.logging by itself.
        System.setProperty("org.jboss.logging.provider", "slf4j");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.create().name(NAME);
        spec.usageMessage()
                .description(
                        "Shows the screens of a Kafka topic on a web page that this machine can"
                                + " open.")
                .sortOptions(false)
                .width(100);
        spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Shows this text.")
                        .build());
        GatewayArguments.addTo(spec);
        return new CommandLine(spec)
                .setExecutionStrategy(KafkaToBrowser::execute)
                .setParameterExceptionHandler(KafkaToBrowser::explain);
    }

    private static int execute(ParseResult arguments) {
        Integer helped = CommandLine.executeHelpRequest(arguments);
        return helped != null ? helped : run(arguments);
    }

    private static int run(ParseResult arguments) {
        CommandLine commandLine = arguments.commandSpec().commandLine();
        GatewayArguments told;
        try {
            told = GatewayArguments.of(arguments);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, e.getMessage(), e);
        }
        StripeTopics topics = new StripeTopics(told.brokers(), told.topic());
        try (Gateway gateway = new Gateway(topics, told.session(), told.port())) {
            // It may be here before the screen.
            topics.create();
            gateway.run(commandLine.getOut());
            return CommandLine.ExitCode.OK;
        } catch (IOException e) {
            return complain(commandLine, e.getMessage());
        } catch (Exception e) {
            return complain(commandLine, FailureReason.of(e, told.port()));
        }
    }

    private static int complain(CommandLine commandLine, String reason) {
        commandLine.getErr().println(NAME + ": " + reason);
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static int explain(ParameterException e, String[] arguments) {
        e.getCommandLine().getErr().println(NAME + ": " + e.getMessage() + " (see --help)");
        return CommandLine.ExitCode.USAGE;
    }
}

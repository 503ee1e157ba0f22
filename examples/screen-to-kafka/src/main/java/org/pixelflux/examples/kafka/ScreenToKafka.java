// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import org.pixelflux.CaptureOption;
import org.pixelflux.examples.commandline.CaptureArguments;
import org.pixelflux.examples.commandline.FailureReason;
import org.pixelflux.examples.commandline.RouteProgram;
import org.pixelflux.examples.kafkabroker.LocalBroker;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Sends the stripes of a screen to a Kafka topic through a Camel route: the command line of {@link
 * KafkaRoutes}.
 */
public final class ScreenToKafka {

    private static final String NAME = "screen-to-kafka";
    private static final CaptureArguments CAPTURE =
            new CaptureArguments(
                    Map.of(CaptureOption.MODE.name(), "h264", CaptureOption.FPS.name(), "30"));

    private ScreenToKafka() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.create().name(NAME);
        spec.usageMessage()
                .description("Sends the stripes of a screen to a Kafka topic.")
                .sortOptions(false)
                .width(100);
        spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Shows this text.")
                        .build());
        KafkaArguments.addTo(spec);
        CAPTURE.addTo(spec);
        return new CommandLine(spec)
                .setExecutionStrategy(ScreenToKafka::execute)
                .setParameterExceptionHandler(ScreenToKafka::explain);
    }

    private static int execute(ParseResult arguments) {
        Integer helped = CommandLine.executeHelpRequest(arguments);
        return helped != null ? helped : run(arguments);
    }

    private static int run(ParseResult arguments) {
        CommandLine commandLine = arguments.commandSpec().commandLine();
        KafkaArguments kafka;
        String captureUri;
        try {
            kafka = KafkaArguments.of(arguments, CAPTURE.toSettings(arguments));
            captureUri = CAPTURE.toUri(arguments);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, e.getMessage(), e);
        }
        try {
            run(kafka, captureUri, commandLine.getOut());
            return CommandLine.ExitCode.OK;
        } catch (IOException e) {
            return complain(commandLine, e.getMessage());
        } catch (Exception e) {
            return complain(commandLine, FailureReason.of(e));
        }
    }

    private static void run(KafkaArguments kafka, String captureUri, PrintWriter out)
            throws Exception {
        if (kafka.brokers() != null) {
            run(kafka, kafka.brokers(), captureUri, out);
            return;
        }
        try (LocalBroker broker = LocalBroker.start()) {
            out.println("A Kafka broker of this program's own listens at " + broker.address());
            run(kafka, broker.address(), captureUri, out);
        }
    }

    private static void run(
            KafkaArguments kafka, String brokers, String captureUri, PrintWriter out)
            throws Exception {
        StripeTopic topic = new StripeTopic(brokers, kafka.topic());
        topic.create();
        KafkaRoutes routes = new KafkaRoutes(captureUri, topic.producerUri(), kafka.session());
        try (RouteProgram program = new RouteProgram(NAME, routes)) {
            program.run(
                    out,
                    "The stripes go to the topic " + topic.name() + " of " + topic.brokers(),
                    kafka.seconds());
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

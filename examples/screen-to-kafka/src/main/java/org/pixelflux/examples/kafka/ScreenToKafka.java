// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import org.pixelflux.CaptureOption;
import org.pixelflux.CaptureSettings;
import org.pixelflux.examples.commandline.CaptureArguments;
import org.pixelflux.examples.commandline.FailureReason;
import org.pixelflux.examples.commandline.RouteProgram;
import org.pixelflux.examples.commandline.UsageError;
import org.pixelflux.examples.kafkabroker.LocalBroker;
import org.pixelflux.examples.records.ScreenRecords;
import org.pixelflux.examples.records.ScreenTopics;
import org.pixelflux.examples.records.TopicLimits;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Sends the stripes or frames of a screen to a Kafka topic through a Camel route: the command line
 * of {@link KafkaRoutes}.
 */
public final class ScreenToKafka {

    private static final String NAME = "screen-to-kafka";
    private static final CaptureArguments CAPTURE =
            new CaptureArguments(
                    Map.of(CaptureOption.MODE.name(), "mixed", CaptureOption.FPS.name(), "30"),
                    Map.of(CaptureOption.WIRE_HEADER.name(), "1"));

    /** What to capture, given how long the topic keeps a record, and the session's last epoch. */
    private interface CaptureUri {
        String of(Duration retention, long lastEpoch);
    }

    private ScreenToKafka() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.create().name(NAME);
        spec.usageMessage()
                .description("Sends the stripes or frames of a screen to a Kafka topic.")
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
        CaptureSettings settings;
        KafkaArguments kafka;
        try {
            settings = CAPTURE.toSettings(arguments);
            kafka = KafkaArguments.of(arguments, settings);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, e.getMessage(), e);
        }
        CaptureUri captureUri =
                (retention, lastEpoch) ->
                        CAPTURE.toUri(
                                arguments,
                                Map.of(
                                        CaptureOption.KEYFRAME_INTERVAL_SECONDS.name(),
                                        RollingKeyFrames.seconds(settings, retention).toString(),
                                        CaptureOption.MINIMUM_EPOCH.name(),
                                        "" + Math.max(settings.minimumEpoch(), lastEpoch + 1)));
        try {
            run(kafka, captureUri, commandLine.getOut());
            return CommandLine.ExitCode.OK;
        } catch (Exception e) {
            commandLine.getErr().println(NAME + ": " + FailureReason.of(e));
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private static void run(KafkaArguments kafka, CaptureUri captureUri, PrintWriter out)
            throws Exception {
        if (kafka.brokers() != null) {
            run(
                    kafka,
                    new ScreenTopics(kafka.brokers(), kafka.topic(), kafka.client()),
                    captureUri,
                    out);
            return;
        }
        try (LocalBroker broker = LocalBroker.start()) {
            out.println("A Kafka broker of this program's own listens at " + broker.address());
            run(kafka, new ScreenTopics(broker.address(), kafka.topic()), captureUri, out);
        }
    }

    private static void run(
            KafkaArguments kafka, ScreenTopics topics, CaptureUri captureUri, PrintWriter out)
            throws Exception {
        TopicLimits limits = topics.create();
        long lastEpoch = topics.lastEpoch(kafka.session());
        KafkaRoutes routes =
                new KafkaRoutes(
                        captureUri.of(limits.retention(), lastEpoch),
                        topics,
                        kafka.session(),
                        new ScreenRecords(kafka.session(), lastEpoch, limits));
        try (RouteProgram program = new RouteProgram(NAME, routes)) {
            program.run(
                    out,
                    "The screen goes to the topic " + topics.live() + " of " + topics.brokers(),
                    kafka.seconds());
        }
    }

    private static int explain(ParameterException e, String[] arguments) {
        e.getCommandLine().getErr().println(NAME + ": " + UsageError.of(e) + " (see --help)");
        return CommandLine.ExitCode.USAGE;
    }
}

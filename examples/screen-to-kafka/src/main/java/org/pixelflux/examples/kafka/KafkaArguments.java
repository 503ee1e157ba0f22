// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import java.util.Locale;
import org.pixelflux.CaptureSettings;
import org.pixelflux.examples.records.ClientArguments;
import org.pixelflux.examples.records.ClientProperties;
import org.pixelflux.examples.records.ScreenTopics;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What the command line says besides the capture's options.
 *
 * @param brokers null: one of the program's own
 * @param session null: what the capture settings make of it
 * @param client what the brokers' clients are told; none for a broker of the program's own
 * @param seconds 0: for ever
 */
record KafkaArguments(
        String brokers, String topic, String session, ClientProperties client, int seconds) {

    private static final String BROKERS = "--brokers";
    private static final String TOPIC = "--topic";
    private static final String SESSION = "--session";
    private static final String SECONDS = "--seconds";

    private static final int MAX_SECONDS = 1_000_000_000;

    static void addTo(CommandSpec command) {
        command.addOption(
                text(BROKERS, "HOST:PORT,...")
                        .description(
                                "The Kafka cluster. Default: a broker that this program starts and"
                                        + " that ends with it.")
                        .build());
        ClientArguments.options().forEach(command::addOption);
        command.addOption(
                text(TOPIC, "NAME")
                        .defaultValue("stripes")
                        .description(
                                "The topic of the records. The program makes it, NAME-keyframes"
                                        + " and NAME-control if they are not there. Default:"
                                        + " ${DEFAULT-VALUE}.")
                        .build());
        command.addOption(
                text(SESSION, "NAME")
                        .description(
                                "The records' key, which names the screen. Default: HOST:DISPLAY.")
                        .build());
        command.addOption(
                OptionSpec.builder(SECONDS)
                        .type(Integer.class)
                        .paramLabel("NUMBER")
                        .description("How long to run. Default: until Ctrl-C.")
                        .build());
    }

    private static OptionSpec.Builder text(String name, String label) {
        return OptionSpec.builder(name).type(String.class).paramLabel(label);
    }

    /**
     * @throws IllegalArgumentException naming the option whose value is not allowed, and what is
     */
    static KafkaArguments of(ParseResult arguments, CaptureSettings settings) {
        String brokers = arguments.matchedOptionValue(BROKERS, null);
        if (brokers != null) {
            ScreenTopics.requireBrokers(brokers);
        }
        ClientProperties client = ClientArguments.of(arguments);
        if (brokers == null && !client.isEmpty()) {
            throw new IllegalArgumentException(
                    "kafka-property, kafka-config: not possible without --brokers, the broker of"
                            + " this program's own needs none");
        }
        String topic = ScreenTopics.requireTopic(arguments.matchedOptionValue(TOPIC, "stripes"));
        String session = arguments.matchedOptionValue(SESSION, Session.nameOf(settings));
        require(!session.isEmpty(), "session: '%s' is out of range, allowed any but none", session);
        Integer seconds = arguments.matchedOptionValue(SECONDS, null);
        require(
                seconds == null || (seconds >= 1 && seconds <= MAX_SECONDS),
                "seconds: %d is out of range, allowed 1.." + MAX_SECONDS,
                seconds);
        return new KafkaArguments(brokers, topic, session, client, seconds == null ? 0 : seconds);
    }

    private static void require(boolean allowed, String complaint, Object value) {
        if (!allowed) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, complaint, value));
        }
    }
}

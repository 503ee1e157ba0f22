// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.util.List;
import org.pixelflux.examples.records.StripeTopics;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What the command line says of Kafka.
 *
 * @param session null: all that there are
 */
record GatewayArguments(StripeTopics topics, String session) {

    private static final String BROKERS = "--brokers";
    private static final String TOPIC = "--topic";
    private static final String SESSION = "--session";

    static List<OptionSpec> options() {
        return List.of(
                text(BROKERS, "HOST:PORT,...")
                        .required(true)
                        .description("The Kafka cluster.")
                        .build(),
                text(TOPIC, "NAME")
                        .defaultValue("stripes")
                        .description("What screen-to-kafka sends to. Default: ${DEFAULT-VALUE}.")
                        .build(),
                text(SESSION, "NAME")
                        .description(
                                "The only screen that is shown. Default: all; a page names one with"
                                        + " ?session=NAME, or shows the one that changed last.")
                        .build());
    }

    private static OptionSpec.Builder text(String name, String label) {
        return OptionSpec.builder(name).type(String.class).paramLabel(label);
    }

    /**
     * @throws IllegalArgumentException naming the option whose value is not allowed, and what is
     */
    static GatewayArguments of(ParseResult arguments) {
        String brokers = arguments.matchedOptionValue(BROKERS, null);
        String topic = arguments.matchedOptionValue(TOPIC, "stripes");
        return new GatewayArguments(
                new StripeTopics(
                        StripeTopics.requireBrokers(brokers), StripeTopics.requireTopic(topic)),
                arguments.matchedOptionValue(SESSION, null));
    }
}

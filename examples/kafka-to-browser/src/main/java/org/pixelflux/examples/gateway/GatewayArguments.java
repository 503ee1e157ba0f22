// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What the command line says.
 *
 * @param session null: all that there are
 */
record GatewayArguments(String brokers, String topic, String session, int port) {

    private static final String BROKERS = "--brokers";
    private static final String TOPIC = "--topic";
    private static final String SESSION = "--session";
    private static final String PORT = "--port";

    private static final String BROKER = "[^,:\\s?&#]+:[0-9]{1,5}";
    private static final Pattern BROKER_LIST = Pattern.compile(BROKER + "(," + BROKER + ")*");
    private static final Pattern TOPIC_NAME = Pattern.compile("[A-Za-z0-9._-]{1,239}");

    static void addTo(CommandSpec command) {
        command.addOption(
                text(BROKERS, "HOST:PORT,...")
                        .required(true)
                        .description("The Kafka cluster.")
                        .build());
        command.addOption(
                text(TOPIC, "NAME")
                        .defaultValue("stripes")
                        .description("What screen-to-kafka sends to. Default: ${DEFAULT-VALUE}.")
                        .build());
        command.addOption(
                text(SESSION, "NAME")
                        .description(
                                "The only screen that is shown. Default: all; a page names one with"
                                        + " ?session=NAME, or shows the one that changed last.")
                        .build());
        command.addOption(
                OptionSpec.builder(PORT)
                        .type(int.class)
                        .defaultValue("9003")
                        .paramLabel("NUMBER")
                        .description("Where the page is served. Default: ${DEFAULT-VALUE}.")
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
        require(
                BROKER_LIST.matcher(brokers).matches(),
                "brokers: '%s' is out of range, allowed HOST:PORT, several with commas",
                brokers);
        String topic = arguments.matchedOptionValue(TOPIC, "stripes");
        require(
                TOPIC_NAME.matcher(topic).matches(),
                "topic: '%s' is out of range, allowed 1 to 239 of letters, digits, '.', '_', '-'",
                topic);
        int port = arguments.matchedOptionValue(PORT, 9003);
        require(port >= 1 && port <= 65535, "port: %d is out of range, allowed 1..65535", port);
        return new GatewayArguments(
                brokers, topic, arguments.matchedOptionValue(SESSION, null), port);
    }

    private static void require(boolean allowed, String complaint, Object value) {
        if (!allowed) {
            throw new IllegalArgumentException(complaint.formatted(value));
        }
    }
}

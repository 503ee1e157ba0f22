// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.util.ArrayList;
import java.util.List;
import org.pixelflux.examples.commandline.AccessArguments;
import org.pixelflux.examples.records.ClientArguments;
import org.pixelflux.examples.records.ScreenTopics;
import org.pixelflux.web.ViewerAccess;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What the command line says besides the port.
 *
 * @param session null: all that there are
 */
record GatewayArguments(ScreenTopics topics, String session, ViewerAccess access) {

    private static final String BROKERS = "--brokers";
    private static final String TOPIC = "--topic";
    private static final String SESSION = "--session";

    static List<OptionSpec> options() {
        List<OptionSpec> options = new ArrayList<>();
        options.add(
                text(BROKERS, "HOST:PORT,...")
                        .required(true)
                        .description("The Kafka cluster.")
                        .build());
        options.add(
                text(TOPIC, "NAME")
                        .defaultValue("stripes")
                        .description("What screen-to-kafka sends to. Default: ${DEFAULT-VALUE}.")
                        .build());
        options.add(
                text(SESSION, "NAME")
                        .description(
                                "The only screen that is shown. Default: all; a page names one with"
                                        + " ?session=NAME, or shows the one that changed last.")
                        .build());
        options.addAll(ClientArguments.options());
        options.addAll(AccessArguments.options());
        return options;
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
                new ScreenTopics(
                        ScreenTopics.requireBrokers(brokers),
                        ScreenTopics.requireTopic(topic),
                        ClientArguments.of(arguments)),
                arguments.matchedOptionValue(SESSION, null),
                AccessArguments.of(arguments, false));
    }
}

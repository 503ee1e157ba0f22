// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import org.pixelflux.examples.commandline.ServerCommand;
import picocli.CommandLine;

/**
 * Shows the screens that screen-to-kafka has sent to a Kafka topic on a web page: the command line
 * of {@link Gateway}.
 */
public final class KafkaToBrowser {

    private KafkaToBrowser() {}

    public static void main(String[] arguments) {
        // Undertow's logging would choose java.util.logging by itself.
        System.setProperty("org.jboss.logging.provider", "slf4j");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return ServerCommand.commandLine(
                "kafka-to-browser",
                "Shows the screens of a Kafka topic on a web page.",
                9003,
                GatewayArguments.options(),
                (port, arguments) -> {
                    GatewayArguments told = GatewayArguments.of(arguments);
                    return new Gateway(told.topics(), told.session(), port, told.access());
                });
    }
}

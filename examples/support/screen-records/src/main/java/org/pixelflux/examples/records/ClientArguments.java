// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options of a command line that say how to talk to the brokers. */
public final class ClientArguments {

    private static final String PROPERTY = "--kafka-property";
    private static final String CONFIG = "--kafka-config";

    private ClientArguments() {}

    /**
     * {@code --kafka-config} and {@code --kafka-property}; each call makes new ones, since a
     * command owns its own.
     */
    public static List<OptionSpec> options() {
        return List.of(
                OptionSpec.builder(CONFIG)
                        .type(Path.class)
                        .paramLabel("FILE")
                        .description(
                                "Properties of all Kafka clients of this program, such as for TLS"
                                        + " and SASL, in the form of Kafka's own tools.")
                        .build(),
                OptionSpec.builder(PROPERTY)
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("1")
                        .paramLabel("NAME=VALUE")
                        .description(
                                "One such property, for example security.protocol=SSL; may be given"
                                        + " several times. All users of the machine can read a"
                                        + " command line: put secrets into a FILE.")
                        .build());
    }

    /**
     * @throws IllegalArgumentException naming the option whose value is not allowed
     */
    public static ClientProperties of(ParseResult arguments) {
        return ClientProperties.of(
                arguments.matchedOptionValue(CONFIG, (Path) null),
                arguments.matchedOptionValue(PROPERTY, List.of()));
    }
}

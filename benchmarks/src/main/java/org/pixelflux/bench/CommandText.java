// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** What was called, so that somebody can call it again. */
final class CommandText {

    private CommandText() {}

    /** The command of {@code benchmarks/run} with the arguments that it was given. */
    static String of(String name, CommandSpec spec) {
        String arguments =
                spec.commandLine().getParseResult().originalArgs().stream()
                        .map(CommandText::quoted)
                        .collect(Collectors.joining(" "));
        return "benchmarks/run " + name + " " + arguments;
    }

    /** As a shell reads it. */
    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./=,:-]+")
                ? argument
                : "'" + argument.replace("'", "'\\''") + "'";
    }
}

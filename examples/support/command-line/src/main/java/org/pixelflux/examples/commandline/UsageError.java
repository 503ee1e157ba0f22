// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.commandline;

import java.util.stream.Collectors;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Puts into words what is wrong with a command line. */
public final class UsageError {

    private UsageError() {}

    /**
     * One sentence. An argument that belongs to no option is not shown: it may be the rest of a
     * secret whose quotes are missing.
     */
    public static String of(ParameterException error) {
        return error instanceof UnmatchedArgumentException unmatched
                ? "Unknown: "
                        + unmatched.getUnmatched().stream()
                                .map(UsageError::shown)
                                .distinct()
                                .collect(Collectors.joining(", "))
                : error.getMessage();
    }

    private static String shown(String argument) {
        return argument.startsWith("-") ? argument.split("=", 2)[0] : "a word without an option";
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What is said of an option's value that a measurement cannot use. */
public final class OptionChecks {

    private OptionChecks() {}

    /**
     * @throws ParameterException if the value lies beyond the limits, which are allowed
     */
    public static void require(CommandSpec command, String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw invalid(command, option, "" + value, "from " + least + " to " + most);
        }
    }

    public static ParameterException invalid(
            CommandSpec command, String option, String value, String allowed) {
        return new ParameterException(
                command.commandLine(),
                "Invalid value for option '" + option + "': '" + value + "' is not " + allowed);
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import org.pixelflux.CaptureOption;
import picocli.CommandLine;

/** What the command lines of examples have in common. */
public final class CommandLines {

    private CommandLines() {}

    /** One line says why the arguments are refused, and the code is 2. */
    public static void assertRefused(CommandLine command, String arguments, String reason) {
        StringWriter errors = new StringWriter();
        command.setErr(new PrintWriter(errors));

        assertThat(command.execute(arguments.split(" "))).isEqualTo(2);
        assertThat(errors)
                .hasToString(
                        String.format(
                                Locale.ROOT,
                                "%s: %s (see --help)%n",
                                command.getCommandName(),
                                reason));
    }

    /** The help has every option of a capture, and these. */
    public static void assertExplainsACapture(CommandLine command, String... others) {
        String help = command.getUsageMessage();

        assertThat(CaptureOption.all())
                .isNotEmpty()
                .allSatisfy(option -> assertThat(help).contains("--" + option.name()));
        assertThat(help).contains(others).contains("--help");
    }
}

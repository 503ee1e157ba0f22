// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of a command that say how long each of its runs is measured. */
final class MeasuredTime {

    private static final int MOST_SECONDS = 3600;

    @Option(names = "--seconds", description = "to measure each run (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--warmup", description = "seconds before that (default: ${DEFAULT-VALUE})")
    private int warmupSeconds;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    MeasuredTime() {
        this(20, 10);
    }

    /** With other defaults. */
    MeasuredTime(int seconds, int warmupSeconds) {
        this.seconds = seconds;
        this.warmupSeconds = warmupSeconds;
    }

    /**
     * To be called before anything starts.
     *
     * @throws ParameterException if a run would have no time, or more than an hour
     */
    void check() {
        OptionChecks.require(command, "--seconds", seconds, 1, MOST_SECONDS);
        OptionChecks.require(command, "--warmup", warmupSeconds, 0, MOST_SECONDS);
    }

    int seconds() {
        return seconds;
    }

    int warmupSeconds() {
        return warmupSeconds;
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what a command could not do by its message alone; what nobody foresaw keeps its trace. */
public final class PlainErrors implements IExecutionExceptionHandler {

    /** A command whose code is then 1. */
    public static CommandLine of(Object command) {
        return new CommandLine(command).setExecutionExceptionHandler(new PlainErrors());
    }

    private PlainErrors() {}

    @Override
    public int handleExecutionException(
            Exception exception, CommandLine commandLine, ParseResult parsed) throws Exception {
        if (!(exception instanceof IOException)) {
            throw exception;
        }
        commandLine.getErr().println(exception.getMessage());
        return CommandLine.ExitCode.SOFTWARE;
    }
}

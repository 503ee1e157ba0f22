// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.stripelog;

import java.nio.file.FileSystemException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.pixelflux.PixelfluxException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The program: reads the command line, runs a {@link StripeStream}, ends on a signal. */
public final class StripeLog {

    private static final int CAPTURE_FAILED = 1;
    private static final int BAD_OPTION = 2;

    /** Containers kill a process after 10 s; this ends before. */
    private static final long WRITE_OUT_MILLIS = 8000;

    private StripeLog() {}

    /** Exits with 0 after {@code --seconds}, 1 when the capture failed, 2 for a bad option. */
    public static void main(String[] arguments) {
        System.exit(execute(new CommandLine(LogOptions.spec()), arguments));
    }

    static int execute(CommandLine command, String[] arguments) {
        try {
            ParseResult parsed = command.parseArgs(arguments);
            if (parsed.isUsageHelpRequested()) {
                command.usage(command.getOut());
                return 0;
            }
            log(LogOptions.of(parsed));
            return 0;
        } catch (ParameterException e) {
            return complain(command, e, BAD_OPTION);
        } catch (Exception e) {
            Throwable reason = reason(e);
            return complain(
                    command,
                    reason,
                    reason instanceof IllegalArgumentException ? BAD_OPTION : CAPTURE_FAILED);
        }
    }

    private static void log(LogOptions options) throws Exception {
        StripeStream stream =
                options.camel()
                        ? new CamelStream(options.settings())
                        : new DirectStream(options.settings());
        CountDownLatch written = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stream, written), "end"));
        try (StripeSink sink =
                new StripeSink(options.settings().mode(), options.csv(), options.dump())) {
            stream.run(sink, options.limit());
        } finally {
            written.countDown();
        }
    }

    private static void end(StripeStream stream, CountDownLatch written) {
        stream.stop();
        try {
            if (!written.await(WRITE_OUT_MILLIS, TimeUnit.MILLISECONDS)) {
                System.err.println("stripe-log: the last lines could not be written in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Camel wraps what happened, sometimes in an IllegalArgumentException of its own. */
    private static Throwable reason(Throwable failure) {
        Throwable reason = failure;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof PixelfluxException || t instanceof IllegalArgumentException) {
                reason = t;
            }
        }
        return reason;
    }

    private static int complain(CommandLine command, Throwable reason, int exitCode) {
        String text = reason.getMessage();
        if (text == null || reason instanceof FileSystemException) {
            text = reason.toString();
        }
        command.getErr().println("stripe-log: " + text.replaceAll("\\s*\\R\\s*", "; "));
        command.getErr().flush();
        return exitCode;
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.commandline;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** Camel routes as one program. */
public final class RouteProgram implements AutoCloseable {

    /** The end has to look immediate to the user who pressed Ctrl-C. */
    private static final int SHUTDOWN_SECONDS = 1;

    private final Main camel = new Main();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /**
     * @param name of the program and of its Camel context
     */
    public RouteProgram(String name, RoutesBuilder routes) {
        this(name);
        add(routes);
    }

    /**
     * A program for routes that have to know it, since they can {@link #end} it: {@link #add} them.
     *
     * @param name of the program and of its Camel context
     */
    public RouteProgram(String name) {
        camel.configure()
                .withName(name)
                .withShutdownTimeout(SHUTDOWN_SECONDS)
                .withShutdownNowOnTimeout(true);
    }

    /** Takes routes before the start. */
    public void add(RoutesBuilder routes) {
        camel.configure().addRoutesBuilder(routes);
    }

    /**
     * Returns when every route has been started, or throws the reason why one could not be started.
     */
    public void start() {
        camel.start();
    }

    /**
     * Runs until the process is asked to end, and says so to {@code out} when all is started.
     * Throws the failure after which a route could not go on: see {@link #fail}.
     *
     * @param announcement what the program does now, and where; more lines may follow
     * @param seconds how long to run; 0: for ever
     */
    public void run(PrintWriter out, String announcement, int seconds) throws Exception {
        if (seconds > 0) {
            camel.configure().withDurationMaxSeconds(seconds);
        }
        camel.addMainListener(
                new MainListenerSupport() {
                    @Override
                    public void afterStart(BaseMainSupport main) {
                        List<String> lines = announcement.lines().toList();
                        out.println(lines.get(0) + " (Ctrl-C ends it)");
                        lines.subList(1, lines.size()).forEach(out::println);
                        out.flush();
                    }
                });
        camel.run();
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    /** Lets {@link #run} stop the routes and return; for routes to call, returns at once. */
    public void end() {
        camel.completed();
    }

    /**
     * The same for a failure after which a route cannot go on; a processor for its {@code
     * onException}. {@link #run} throws the first failure.
     */
    public void fail(Exchange exchange) {
        failure.compareAndSet(
                null, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        end();
    }

    /** Stops the routes; idempotent. */
    @Override
    public void close() {
        camel.stop();
    }
}

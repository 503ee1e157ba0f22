// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.commandline;

import java.io.PrintWriter;
import java.util.function.Function;

/**
 * Pages and files as one Camel program, which only this machine can reach.
 *
 * @param <R> its routes
 */
public abstract class LocalServer<R extends LocalRoutes> implements ServerCommand.Server {

    private final RouteProgram program;
    private final String announcement;
    private final R routes;

    /**
     * @param name of the program
     * @param announcement what is said before the address when the page can be opened
     * @param routes makes them for this program
     */
    protected LocalServer(String name, String announcement, Function<RouteProgram, R> routes) {
        this.program = new RouteProgram(name);
        this.announcement = announcement;
        this.routes = routes.apply(program);
        program.add(this.routes);
    }

    /** What it serves. */
    protected R routes() {
        return routes;
    }

    /** Where the page is, if the name is empty, or a file of it. */
    public String url(String file) {
        return routes.url(file);
    }

    /** Returns when the page can be opened and each route has started. */
    public void start() {
        program.start();
    }

    /** Runs until the process is asked to end; tells {@code out} when the page can be opened. */
    @Override
    public void run(PrintWriter out) throws Exception {
        program.run(out, announcement + " " + url(""), 0);
    }

    /** Ends the routes; idempotent. */
    @Override
    public void close() {
        program.close();
    }
}

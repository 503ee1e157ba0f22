// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.files;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.pixelflux.examples.commandline.RouteProgram;

/**
 * What the command line asks a route for.
 *
 * @param program that the route runs in, and can end
 * @param uri the pixelflux endpoint
 * @param fps frames a second that the endpoint captures at most
 * @param to an absolute path
 * @param seconds how long to run; 0: for ever
 * @param out where a person reads what happens
 */
record Job(RouteProgram program, String uri, double fps, Path to, int seconds, PrintWriter out) {}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.io.IOException;

/** A tool at work. */
public interface RunningTool extends AutoCloseable {

    /** The process that is measured, with its children. */
    long pid();

    /** What it has put out until now; throws if it has ended. */
    Output output() throws IOException;

    /** Ends it. */
    @Override
    void close() throws IOException;
}

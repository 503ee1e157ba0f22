// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.io.IOException;
import java.util.List;
import org.pixelflux.CaptureMode;

/**
 * A server that shows a screen to a client of its own, which runs on another display. Only the
 * server is measured.
 */
abstract class ShownServer implements Tool {

    /** Its command, to listen at that port of this machine. */
    abstract List<String> command(Screen screen, int port);

    /** That of its client, on a display. */
    abstract List<String> viewer(String display, int port);

    /** It chooses itself how to encode; all such servers have a line beside those of JPEG. */
    @Override
    public boolean has(CaptureMode mode) {
        return mode == CaptureMode.JPEG;
    }

    @Override
    public boolean countsFrames() {
        return false;
    }

    @Override
    public RunningTool start(Screen screen, CaptureMode mode) throws IOException {
        return new ViewedServer(port -> command(screen, port), this::viewer, screen);
    }
}

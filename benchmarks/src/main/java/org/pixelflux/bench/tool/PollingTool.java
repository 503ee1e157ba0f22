// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.util.List;

/**
 * This project as a simpler design would have it, to see what the present one gains: the whole
 * screen is compared for each frame, and cut into one stripe for each core.
 */
final class PollingTool extends JvmTool {

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    /** A stripe's height is a multiple of it. */
    private static final int BAND = 16;

    PollingTool() {
        super(PixelfluxProgram.class);
    }

    @Override
    public String name() {
        return "polling";
    }

    @Override
    public String description() {
        return "pixelflux with one stripe for each of "
                + CORES
                + " cores, on an X server without DAMAGE";
    }

    @Override
    public boolean needsDamage() {
        return false;
    }

    @Override
    List<String> arguments(Screen screen) {
        int share = (screen.height() + CORES - 1) / CORES;
        return List.of("1", "stripeHeight=" + (share + BAND - 1) / BAND * BAND);
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.time.Duration;

/** Opens a capture of the display that is named, says so, and keeps it until the end. */
final class HoldingProgram {

    private HoldingProgram() {}

    public static void main(String[] arguments) {
        CaptureSettings settings = CaptureSettings.builder().display(arguments[0]).build();
        try (FrameReader capture = FrameReader.open(settings)) {
            System.out.println("frame " + capture.next(Duration.ofMinutes(1)).id());
            capture.next();
        }
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/** Takes a snapshot of the size that is named, and says what came of that. */
final class SnapshotProgram {

    private SnapshotProgram() {}

    public static void main(String[] arguments) {
        CaptureSettings settings =
                CaptureSettings.builder()
                        .source(Source.SYNTHETIC)
                        .width(Integer.parseInt(arguments[0]))
                        .height(Integer.parseInt(arguments[1]))
                        .build();
        try {
            System.out.println(ScreenCapture.snapshot(settings).getWidth());
        } catch (PixelfluxException e) {
            System.out.println(e.code());
        }
    }
}

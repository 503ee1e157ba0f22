// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.recording;

import java.nio.file.Path;
import java.time.Duration;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Source;
import org.pixelflux.SyntheticPattern;

/**
 * Records what moves to the file that the first argument names, ten pictures a second, and says
 * again and again how many have come, until it is killed or fails; then it says why.
 */
final class RecordingProgram {

    static final int FPS = 10;

    private RecordingProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        CaptureSettings settings =
                CaptureSettings.builder()
                        .source(Source.SYNTHETIC)
                        .syntheticPattern(SyntheticPattern.NOISE)
                        .width(320)
                        .height(240)
                        .fps(FPS)
                        .build();
        try (Recording recording = Recording.to(Path.of(arguments[0]), settings)) {
            while (!recording.awaitEnd(Duration.ofMillis(20))) {
                System.out.println(recording.pictures());
            }
        } catch (RecordingException e) {
            System.out.println(e.reason() + " " + e.file() + " " + e.getMessage());
        }
    }
}

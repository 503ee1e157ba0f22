// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pixelflux.support.ProcessResources;

/**
 * Opens a capture for each number, which is its encoderThreads; prints which threads encode beside
 * the captures.
 */
final class EncoderThreadsProgram {

    private EncoderThreadsProgram() {}

    public static void main(String[] numbers) {
        List<FrameReader> captures = new ArrayList<>();
        for (int threads : Arrays.stream(numbers).mapToInt(Integer::parseInt).toArray()) {
            CaptureSettings settings =
                    CaptureSettings.builder()
                            .source(Source.SYNTHETIC)
                            .encoderThreads(threads)
                            .build();
            captures.add(FrameReader.open(settings));
        }
        for (FrameReader capture : captures) {
            capture.next(Duration.ofMinutes(1));
        }
        ProcessResources.now().threads().stream()
                .filter(thread -> thread.startsWith("pf-enc-"))
                .forEach(System.out::println);
        captures.forEach(FrameReader::close);
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelflux.support.NativeBuild;
import org.pixelflux.support.Picture;

/** What copying, comparing and encoding whole pictures takes one thread alone. */
final class Calibration {

    private Calibration() {}

    /** Milliseconds a picture by what was done, from the program picture_bench. */
    static Map<String, Double> of(List<Picture> pictures) throws IOException {
        Picture first = pictures.get(0);
        Path file = Files.createTempFile("pixelflux-", ".pixels");
        try {
            try (var out = Files.newOutputStream(file)) {
                for (Picture picture : pictures) {
                    out.write(picture.toBgrx());
                }
            }
            List<String> command =
                    List.of(
                            NativeBuild.program("picture_bench").toString(),
                            "" + first.width(),
                            "" + first.height(),
                            file.toString());
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .redirectInput(new File("/dev/null"))
                            .start();
            String text =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return parse(text);
        } finally {
            Files.delete(file);
        }
    }

    /** Lines of a number and a name. */
    static Map<String, Double> parse(String text) {
        Map<String, Double> millis = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            String[] parts = line.strip().split(" ", 2);
            millis.put(parts[1], Double.valueOf(parts[0]));
        }
        return millis;
    }
}

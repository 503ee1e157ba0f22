// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pixelflux.picture.WireVectors;
import org.pixelflux.support.Picture;

/** The core's test vectors of mode mixed, as tests in the page's own language take them. */
final class PageVectors {

    private static final String VIDEO = "12-video";

    private PageVectors() {}

    /** Bytes in base 64; a picture has three a pixel. */
    static Map<String, Object> all() {
        Stream<String> names = Stream.concat(WireVectors.APPLIED.stream(), Stream.of(VIDEO));
        return Map.of(
                "frames", names.map(PageVectors::frame).toList(),
                "refusals", WireVectors.refusals().stream().map(PageVectors::refusal).toList());
    }

    private static Map<String, Object> frame(String name) {
        Map<String, Object> frame = new HashMap<>();
        frame.put("name", name);
        frame.put("message", text(WireVectors.message(name)));
        frame.put("fields", List.copyOf(WireVectors.fields(name)));
        frame.put("picture", name.equals(VIDEO) ? null : text(samples(WireVectors.picture(name))));
        return frame;
    }

    private static Map<String, Object> refusal(WireVectors.Refusal refusal) {
        return Map.of(
                "line", refusal.line(),
                "message", text(refusal.message()),
                "onlyWhenDrawn", refusal.onlyWhenDrawn());
    }

    private static byte[] samples(Picture picture) {
        byte[] samples = new byte[3 * picture.width() * picture.height()];
        for (int i = 0; i < samples.length; i += 3) {
            int rgb = picture.get(i / 3 % picture.width(), i / 3 / picture.width());
            samples[i] = (byte) (rgb >> 16);
            samples[i + 1] = (byte) (rgb >> 8);
            samples[i + 2] = (byte) rgb;
        }
        return samples;
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a library of H.264 made of a pattern.
 *
 * @param encodedAs stripes or films, whose encoders are set otherwise
 * @param ssim of luma, the mean of all pictures
 * @param millis processor time of a picture, the median
 * @param bytes of a picture that is no key frame, the mean
 */
record LibraryRun(
        String encodedAs,
        String pattern,
        int quantizer,
        String library,
        double ssim,
        double millis,
        long bytes) {

    private static final Pattern LINE =
            Pattern.compile("(\\w+) q(\\d+) (\\w+): SSIM ([0-9.]+) ([0-9.]+) ms (\\d+) bytes .*");

    /** From a line of h264_quality. */
    static LibraryRun parse(String encodedAs, String line) {
        Matcher fields = LINE.matcher(line);
        if (!fields.matches()) {
            throw new IllegalArgumentException("not a line of h264_quality: " + line);
        }
        return new LibraryRun(
                encodedAs,
                fields.group(1),
                Integer.parseInt(fields.group(2)),
                fields.group(3),
                Double.parseDouble(fields.group(4)),
                Double.parseDouble(fields.group(5)),
                Long.parseLong(fields.group(6)));
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.player;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that a request asks for by its header Range (RFC 9110), as far as it is
 * answered at once.
 *
 * @param first its first byte
 * @param length how many bytes it has
 */
record ByteRange(long first, int length) {

    /** A browser asks for the rest when it wants more. */
    static final int MOST = 4_000_000;

    private static final Pattern FORM = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})?");

    /**
     * @param asked the header; null: from the beginning on
     * @return null if there are no such bytes, or the header has another form
     */
    static ByteRange of(String asked, long size) {
        Matcher form = FORM.matcher(asked == null ? "bytes=0-" : asked);
        if (!form.matches()) {
            return null;
        }
        long first = Long.parseLong(form.group(1));
        long last = form.group(2) == null ? size - 1 : Long.parseLong(form.group(2));
        long length = Math.min(Math.min(last, size - 1) - first + 1, MOST);
        return length <= 0 ? null : new ByteRange(first, (int) length);
    }

    /** The header Content-Range of the answer. */
    String contentRange(long size) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.player;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that a request asks for by its header Range (RFC 9110), as far as it is
 * answered at once. A browser jumps by such requests.
 *
 * @param first its first byte
 * @param length how many bytes it has
 */
record ByteRange(long first, int length) {

    /** A browser asks for the rest when it wants more. */
    static final int MOST = 4_000_000;

    private static final Pattern FORM = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})?");

    /**
     * Whether a request asks for a part, in a form that is read here. Otherwise it gets the whole
     * file, as for a header that a server does not know.
     *
     * @param asked the header; null: there is none
     */
    static boolean isIn(String asked) {
        return asked != null && FORM.matcher(asked).matches();
    }

    /**
     * @param asked a header that {@link #isIn}
     * @return null if there are no such bytes
     */
    static ByteRange of(String asked, long size) {
        Matcher form = FORM.matcher(asked);
        if (!form.matches()) {
            throw new IllegalArgumentException("Range: " + asked + " has another form");
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

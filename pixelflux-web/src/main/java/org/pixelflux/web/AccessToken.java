// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a viewer must know to see the screen. Other users of a machine reach its loopback addresses
 * too, so that every program has one unless it is told to have none.
 *
 * @param text 16 to 128 letters, digits, - or _, which need no quoting in a URL
 */
public record AccessToken(String text) {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-]{16,128}");
    private static final int RANDOM_BYTES = 16;

    /**
     * @throws IllegalArgumentException naming the option, if it could be guessed or does not fit in
     *     a URL
     */
    public AccessToken {
        if (!ALLOWED.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "token: must be 16 to 128 letters, digits, - or _, such as the output of"
                            + " 'openssl rand -hex 16'");
        }
    }

    /** One that nobody can guess. */
    public static AccessToken random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new AccessToken(HexFormat.of().formatHex(bytes));
    }

    /**
     * Whether somebody has shown it. Takes the same time for every wrong one.
     *
     * @param shown null: nothing
     */
    public boolean isShownBy(String shown) {
        return shown != null
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8),
                        shown.getBytes(StandardCharsets.UTF_8));
    }

    /** Without the text, which belongs in no log. */
    @Override
    public String toString() {
        return "a token";
    }
}

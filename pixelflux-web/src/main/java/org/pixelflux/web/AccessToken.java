// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The secret that a viewer must show. All users of a machine can connect to its loopback addresses,
 * so a token makes sense there too. Immutable.
 *
 * @param text 16 to 128 letters, digits, - or _, which need no quoting in a URL
 */
public record AccessToken(String text) {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-]{16,128}");
    private static final int RANDOM_BYTES = 16;

    /**
     * Makes a token of a text that somebody has chosen.
     *
     * @throws IllegalArgumentException if somebody could guess the text, or it does not fit in a
     *     URL; the message begins with {@code token:}
     */
    public AccessToken {
        if (!ALLOWED.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "token: must be 16 to 128 letters, digits, - or _, such as the output of"
                            + " 'openssl rand -hex 16'");
        }
    }

    /** Makes a token of 128 random bits, which nobody can guess. */
    public static AccessToken random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new AccessToken(HexFormat.of().formatHex(bytes));
    }

    /**
     * Whether {@code shown} is the token. The time that this takes does not tell how much of a
     * wrong text is right.
     *
     * @param shown what the viewer has shown, or null if nothing
     */
    public boolean isShownBy(@Nullable String shown) {
        return shown != null
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8),
                        shown.getBytes(StandardCharsets.UTF_8));
    }

    /** Does not contain the text, which belongs in no log. */
    @Override
    public String toString() {
        return "a token";
    }
}

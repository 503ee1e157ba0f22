// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.viewer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What somebody must know who wants to see the screen. Other users of a machine reach its loopback
 * addresses too, so that every program has one unless it is told to have none.
 *
 * @param text 16 to 128 letters, digits, - or _, which need no quoting in a URL
 */
public record AccessToken(String text) {

    private static final String TOKEN = "--token";
    private static final String NO_TOKEN = "--no-token";

    /** A command line can be read by all users of the machine. */
    static final String VARIABLE = "PIXELFLUX_TOKEN";

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

    /** {@code --token} and {@code --no-token}; each call makes new ones. */
    public static List<OptionSpec> options() {
        return List.of(
                OptionSpec.builder(TOKEN)
                        .type(String.class)
                        .paramLabel("TEXT")
                        .description(
                                "What a viewer must know, part of the address that is printed. 16 to"
                                        + " 128 letters, digits, - or _. Other users of this machine"
                                        + " can read a command line, but not the environment"
                                        + " variable "
                                        + VARIABLE
                                        + ". Default: a new one at each start.")
                        .build(),
                OptionSpec.builder(NO_TOKEN)
                        .type(boolean.class)
                        .description("Everybody who can connect may look.")
                        .build());
    }

    /**
     * What a command line asks for.
     *
     * @return null: none is wanted
     * @throws IllegalArgumentException naming the option whose value is not allowed
     */
    public static AccessToken of(ParseResult arguments) {
        return of(arguments, System.getenv());
    }

    static AccessToken of(ParseResult arguments, Map<String, String> environment) {
        String told = arguments.matchedOptionValue(TOKEN, (String) null);
        if (arguments.hasMatchedOption(NO_TOKEN)) {
            if (told != null) {
                throw new IllegalArgumentException("token: not allowed together with --no-token");
            }
            return null;
        }
        String chosen = told != null ? told : environment.get(VARIABLE);
        return chosen == null ? random() : new AccessToken(chosen);
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

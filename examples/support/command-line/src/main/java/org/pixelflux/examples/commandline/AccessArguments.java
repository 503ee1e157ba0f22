// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.commandline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pixelflux.web.AccessToken;
import org.pixelflux.web.Certificate;
import org.pixelflux.web.ViewerAccess;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options of a command line that say who may watch. A program that uses it depends on
 * pixelflux-web, which this module does not pass on to those that do not.
 */
public final class AccessArguments {

    private static final String BIND = "--bind";
    private static final String TOKEN = "--token";
    private static final String NO_TOKEN = "--no-token";
    private static final String VIEWERS = "--viewers";
    private static final String TLS = "--tls";

    /** All users of the machine can read a command line. */
    static final String TLS_PASSWORD = "PIXELFLUX_TLS_PASSWORD";

    static final String TOKEN_VARIABLE = "PIXELFLUX_TOKEN";

    private AccessArguments() {}

    /**
     * {@code --bind}, {@code --viewers}, {@code --tls} and {@link #tokenOptions}; each call makes
     * new ones, since a command owns its own.
     */
    public static List<OptionSpec> options() {
        List<OptionSpec> options = new ArrayList<>();
        options.add(
                OptionSpec.builder(BIND)
                        .type(String.class)
                        .defaultValue(ViewerAccess.LOCAL.bind())
                        .paramLabel("ADDRESS")
                        .description(
                                "The address to serve at. 0.0.0.0: all addresses of this machine."
                                        + " Default: ${DEFAULT-VALUE}, which other machines cannot reach.")
                        .build());
        options.addAll(tokenOptions());
        options.add(
                OptionSpec.builder(VIEWERS)
                        .type(Integer.class)
                        .defaultValue(String.valueOf(ViewerAccess.MOST_VIEWERS))
                        .paramLabel("N")
                        .description("The most viewers at once. Default: ${DEFAULT-VALUE}.")
                        .build());
        options.add(
                OptionSpec.builder(TLS)
                        .type(Path.class)
                        .paramLabel("FILE")
                        .description(
                                "Serves https and wss with the key in this PKCS#12 file; its"
                                        + " password is read from the environment variable "
                                        + TLS_PASSWORD
                                        + ".")
                        .build());
        return options;
    }

    /** {@code --token} and {@code --no-token}; each call makes new ones. */
    public static List<OptionSpec> tokenOptions() {
        return List.of(
                OptionSpec.builder(TOKEN)
                        .type(String.class)
                        .paramLabel("TEXT")
                        .description(
                                "The secret that a viewer must know; the printed address has it."
                                        + " 16 to 128 letters, digits, - or _. Other users of"
                                        + " this machine can read a command line, but not the"
                                        + " environment variable "
                                        + TOKEN_VARIABLE
                                        + ". Default: a new one at each start.")
                        .build(),
                OptionSpec.builder(NO_TOKEN)
                        .type(boolean.class)
                        .description("Everybody who can connect may look.")
                        .build());
    }

    /**
     * @param control whether viewers may switch mode and quality
     * @throws IllegalArgumentException naming the option whose value is not allowed
     */
    public static ViewerAccess of(ParseResult arguments, boolean control) {
        return of(arguments, control, System.getenv());
    }

    static ViewerAccess of(
            ParseResult arguments, boolean control, Map<String, String> environment) {
        return new ViewerAccess(
                arguments.matchedOptionValue(BIND, ViewerAccess.LOCAL.bind()),
                token(arguments, environment),
                control,
                arguments.matchedOptionValue(VIEWERS, ViewerAccess.MOST_VIEWERS),
                certificate(arguments, environment));
    }

    /**
     * What {@link #tokenOptions} ask for.
     *
     * @return null: none is wanted
     * @throws IllegalArgumentException naming the option whose value is not allowed
     */
    public static AccessToken token(ParseResult arguments) {
        return token(arguments, System.getenv());
    }

    static AccessToken token(ParseResult arguments, Map<String, String> environment) {
        String told = arguments.matchedOptionValue(TOKEN, (String) null);
        if (arguments.hasMatchedOption(NO_TOKEN)) {
            if (told != null) {
                throw new IllegalArgumentException("token: not allowed together with --no-token");
            }
            return null;
        }
        String chosen = told != null ? told : environment.get(TOKEN_VARIABLE);
        return chosen == null ? AccessToken.random() : new AccessToken(chosen);
    }

    /** Null if there is no TLS. */
    private static Certificate certificate(ParseResult arguments, Map<String, String> environment) {
        Path keyStore = arguments.matchedOptionValue(TLS, (Path) null);
        if (keyStore == null) {
            return null;
        }
        String password = environment.get(TLS_PASSWORD);
        if (password == null) {
            throw new IllegalArgumentException(
                    "tls: the password of "
                            + keyStore
                            + " must stand in the environment variable "
                            + TLS_PASSWORD);
        }
        return new Certificate(keyStore, password);
    }

    /**
     * Says where the page is, and what it takes to open it there.
     *
     * @param what is there, such as "The screen is at"
     * @param withoutVideo how to get a picture that needs no H.264, such as "--mode jpeg"; null if
     *     there is no way
     */
    public static String announcement(
            ViewerAccess access, String what, int port, String withoutVideo) {
        StringBuilder text =
                new StringBuilder(what + " " + String.join("\n  and at ", access.urls(port)));
        if (!access.isLocal() && access.certificate() == null && withoutVideo != null) {
            // Browsers have WebCodecs for https and for this machine alone.
            text.append(
                            "\nOver http, browsers on other machines cannot decode H.264: add"
                                    + " --tls FILE, or ")
                    .append(withoutVideo);
        }
        return text.toString();
    }
}

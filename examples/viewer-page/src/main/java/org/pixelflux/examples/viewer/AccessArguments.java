// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.viewer;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What a command line says of who may look. */
public final class AccessArguments {

    private static final String BIND = "--bind";
    private static final String TOKEN = "--token";
    private static final String VIEWERS = "--viewers";
    private static final String TLS = "--tls";

    /** A command line can be read by all users of the machine. */
    static final String TLS_PASSWORD = "PIXELFLUX_TLS_PASSWORD";

    private AccessArguments() {}

    /**
     * {@code --bind}, {@code --token}, {@code --viewers} and {@code --tls}; each call makes new
     * ones, since a command owns its own.
     */
    public static List<OptionSpec> options() {
        return List.of(
                OptionSpec.builder(BIND)
                        .type(String.class)
                        .defaultValue(ViewerAccess.LOCAL.bind())
                        .paramLabel("ADDRESS")
                        .description(
                                "At which address. One that other machines can reach, such as"
                                        + " 0.0.0.0, only with --token. Default: ${DEFAULT-VALUE}.")
                        .build(),
                OptionSpec.builder(TOKEN)
                        .type(String.class)
                        .paramLabel("TEXT")
                        .description(
                                "What a viewer must know; it is part of the address that is"
                                        + " printed. 16 to 128 letters, digits, - or _.")
                        .build(),
                OptionSpec.builder(VIEWERS)
                        .type(Integer.class)
                        .defaultValue(String.valueOf(ViewerAccess.MOST_VIEWERS))
                        .paramLabel("N")
                        .description("So many at once at most. Default: ${DEFAULT-VALUE}.")
                        .build(),
                OptionSpec.builder(TLS)
                        .type(Path.class)
                        .paramLabel("FILE")
                        .description(
                                "Serves https and wss with the key in this PKCS#12 file; its"
                                        + " password is read from the environment variable "
                                        + TLS_PASSWORD
                                        + ".")
                        .build());
    }

    /**
     * @param control whether viewers may switch codec and quality
     * @throws IllegalArgumentException naming the option whose value is not allowed
     */
    public static ViewerAccess of(ParseResult arguments, boolean control) {
        Path keyStore = arguments.matchedOptionValue(TLS, (Path) null);
        return new ViewerAccess(
                arguments.matchedOptionValue(BIND, ViewerAccess.LOCAL.bind()),
                arguments.matchedOptionValue(TOKEN, (String) null),
                control,
                arguments.matchedOptionValue(VIEWERS, ViewerAccess.MOST_VIEWERS),
                keyStore == null ? null : new Certificate(keyStore, System.getenv(TLS_PASSWORD)));
    }
}

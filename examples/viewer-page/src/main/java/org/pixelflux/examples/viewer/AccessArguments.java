// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.viewer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What a command line says of who may look. */
public final class AccessArguments {

    private static final String BIND = "--bind";
    private static final String VIEWERS = "--viewers";
    private static final String TLS = "--tls";

    /** A command line can be read by all users of the machine. */
    static final String TLS_PASSWORD = "PIXELFLUX_TLS_PASSWORD";

    private AccessArguments() {}

    /**
     * {@code --bind}, {@code --viewers}, {@code --tls} and those of {@link AccessToken}; each call
     * makes new ones, since a command owns its own.
     */
    public static List<OptionSpec> options() {
        List<OptionSpec> options = new ArrayList<>();
        options.add(
                OptionSpec.builder(BIND)
                        .type(String.class)
                        .defaultValue(ViewerAccess.LOCAL.bind())
                        .paramLabel("ADDRESS")
                        .description(
                                "At which address. 0.0.0.0: at all that this machine has. Default:"
                                        + " ${DEFAULT-VALUE}, which other machines cannot reach.")
                        .build());
        options.addAll(AccessToken.options());
        options.add(
                OptionSpec.builder(VIEWERS)
                        .type(Integer.class)
                        .defaultValue(String.valueOf(ViewerAccess.MOST_VIEWERS))
                        .paramLabel("N")
                        .description("So many at once at most. Default: ${DEFAULT-VALUE}.")
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

    /**
     * @param control whether viewers may switch codec and quality
     * @throws IllegalArgumentException naming the option whose value is not allowed
     */
    public static ViewerAccess of(ParseResult arguments, boolean control) {
        Path keyStore = arguments.matchedOptionValue(TLS, (Path) null);
        return new ViewerAccess(
                arguments.matchedOptionValue(BIND, ViewerAccess.LOCAL.bind()),
                AccessToken.of(arguments),
                control,
                arguments.matchedOptionValue(VIEWERS, ViewerAccess.MOST_VIEWERS),
                keyStore == null ? null : new Certificate(keyStore, System.getenv(TLS_PASSWORD)));
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.util.URISupport;
import org.pixelflux.CaptureOption;
import org.pixelflux.CaptureSettings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The capture's options on the command line: all that there are, by their names. */
final class CaptureArguments {

    /** Where this program's defaults differ from the capture's. */
    private static final Map<String, String> DEFAULTS =
            Map.of(CaptureOption.MODE.name(), "h264", CaptureOption.FPS.name(), "30");

    private CaptureArguments() {}

    static void addTo(CommandSpec command) {
        CaptureOption.all().forEach(option -> command.addOption(toArgument(option)));
    }

    /**
     * The URI of the endpoint that captures as told.
     *
     * @throws IllegalArgumentException naming the option whose value is not allowed, also if only
     *     the page cannot do with it
     */
    static String toUri(ParseResult arguments) {
        Map<String, Object> given = new LinkedHashMap<>();
        CaptureSettings.Builder settings = CaptureSettings.builder();
        for (CaptureOption<?> option : CaptureOption.all()) {
            String usual = DEFAULTS.get(option.name());
            String value = arguments.matchedOptionValue(argumentName(option), usual);
            if (value != null) {
                settings.set(option.name(), value);
                given.put(option.name(), value);
            }
        }
        CaptureSettings capture = settings.build();
        if (capture.omitStripeHeaders()) {
            throw new IllegalArgumentException(
                    CaptureOption.OMIT_STRIPE_HEADERS.name()
                            + ": true is not possible here, the page reads the wire headers");
        }
        String source = capture.source().optionValue();
        given.remove(CaptureOption.SOURCE.name());
        return "pixelflux:" + source + "?" + URISupport.createQueryString(given);
    }

    private static OptionSpec toArgument(CaptureOption<?> option) {
        String text =
                "%s Allowed: %s. Default: %s."
                        .formatted(option.description(), option.range(), defaultOf(option));
        return OptionSpec.builder(argumentName(option))
                .type(String.class)
                .paramLabel("VALUE")
                // picocli formats a description.
                .description(text.replace("%", "%%"))
                .build();
    }

    private static String defaultOf(CaptureOption<?> option) {
        if (DEFAULTS.containsKey(option.name())) {
            return DEFAULTS.get(option.name());
        }
        String text = option.defaultText();
        return text.isEmpty() ? "empty" : text;
    }

    private static String argumentName(CaptureOption<?> option) {
        return "--" + option.name();
    }
}

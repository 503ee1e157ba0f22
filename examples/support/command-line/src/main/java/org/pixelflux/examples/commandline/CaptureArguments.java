// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.commandline;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.util.URISupport;
import org.pixelflux.CaptureOption;
import org.pixelflux.CaptureSettings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The capture's options on a command line: all that there are, by their names. */
public final class CaptureArguments {

    private final Map<String, String> defaults;
    private final Map<String, String> fixed;

    /**
     * @param defaults where the program's defaults differ from the capture's: the value as text for
     *     an option's name
     */
    public CaptureArguments(Map<String, String> defaults) {
        this(defaults, Map.of());
    }

    /**
     * @param fixed the options that the program leaves no choice of, with their values as text; the
     *     command line may name them, but with no other value
     */
    public CaptureArguments(Map<String, String> defaults, Map<String, String> fixed) {
        this.defaults = defaults;
        this.fixed = fixed;
    }

    /** Makes each option of a capture one of {@code command}. */
    public void addTo(CommandSpec command) {
        CaptureOption.all().forEach(option -> command.addOption(toArgument(option)));
    }

    /**
     * What the command line asks for.
     *
     * @throws IllegalArgumentException naming the option whose value is not allowed
     */
    public CaptureSettings toSettings(ParseResult arguments) {
        CaptureSettings.Builder settings = CaptureSettings.builder();
        given(arguments).forEach(settings::set);
        return settings.build();
    }

    /**
     * The URI of the endpoint that captures as told.
     *
     * @throws IllegalArgumentException naming the option whose value is not allowed
     */
    public String toUri(ParseResult arguments) {
        return toUri(arguments, Map.of());
    }

    /**
     * The same, for an endpoint that has more to be told than a capture.
     *
     * @param more options of the endpoint with their values as text
     */
    public String toUri(ParseResult arguments, Map<String, String> more) {
        String source = toSettings(arguments).source().optionValue();
        Map<String, Object> parameters = new LinkedHashMap<>(given(arguments));
        parameters.putAll(more);
        parameters.remove(CaptureOption.SOURCE.name());
        String query = URISupport.createQueryString(parameters);
        return "pixelflux:" + source + (query.isEmpty() ? "" : "?" + query);
    }

    private Map<String, String> given(ParseResult arguments) {
        Map<String, String> given = new LinkedHashMap<>();
        for (CaptureOption<?> option : CaptureOption.all()) {
            String only = fixed.get(option.name());
            String usual = only != null ? only : defaults.get(option.name());
            String value = arguments.matchedOptionValue(argumentName(option), usual);
            if (only != null && !only.equals(value)) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "%s: %s is not possible here, allowed %s",
                                option.name(),
                                value,
                                only));
            }
            if (value != null) {
                given.put(option.name(), value);
            }
        }
        return given;
    }

    private OptionSpec toArgument(CaptureOption<?> option) {
        String only = fixed.get(option.name());
        String choice =
                only != null
                        ? String.format(Locale.ROOT, "Always %s here.", only)
                        : String.format(
                                Locale.ROOT,
                                "Allowed: %s. Default: %s.",
                                option.range(),
                                defaultOf(option));
        return OptionSpec.builder(argumentName(option))
                .type(String.class)
                .paramLabel("VALUE")
                // picocli formats a description.
                .description((option.description() + " " + choice).replace("%", "%%"))
                .build();
    }

    private String defaultOf(CaptureOption<?> option) {
        String text = defaults.getOrDefault(option.name(), option.defaultText());
        return text.isEmpty() ? "empty" : text;
    }

    private static String argumentName(CaptureOption<?> option) {
        return "--" + option.name();
    }
}

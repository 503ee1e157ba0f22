// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.commandline;

import java.util.LinkedHashMap;
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

    /**
     * @param defaults where the program's defaults differ from the capture's: the value as text for
     *     an option's name
     */
    public CaptureArguments(Map<String, String> defaults) {
        this.defaults = defaults;
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
        String source = toSettings(arguments).source().optionValue();
        Map<String, Object> parameters = new LinkedHashMap<>(given(arguments));
        parameters.remove(CaptureOption.SOURCE.name());
        String query = URISupport.createQueryString(parameters);
        return "pixelflux:" + source + (query.isEmpty() ? "" : "?" + query);
    }

    private Map<String, String> given(ParseResult arguments) {
        Map<String, String> given = new LinkedHashMap<>();
        for (CaptureOption<?> option : CaptureOption.all()) {
            String usual = defaults.get(option.name());
            String value = arguments.matchedOptionValue(argumentName(option), usual);
            if (value != null) {
                given.put(option.name(), value);
            }
        }
        return given;
    }

    private OptionSpec toArgument(CaptureOption<?> option) {
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

    private String defaultOf(CaptureOption<?> option) {
        String text = defaults.getOrDefault(option.name(), option.defaultText());
        return text.isEmpty() ? "empty" : text;
    }

    private static String argumentName(CaptureOption<?> option) {
        return "--" + option.name();
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.stripelog;

import java.nio.file.Path;
import java.time.Duration;
import org.pixelflux.CaptureOption;
import org.pixelflux.CaptureSettings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What the command line asks for.
 *
 * @param settings every option of a capture, by its own name
 * @param camel through a route
 * @param csv null means standard output
 * @param dump null means no dump
 * @param limit null means until a signal
 */
record LogOptions(CaptureSettings settings, boolean camel, Path csv, Path dump, Duration limit) {

    private static final double MAX_SECONDS = 1e9;

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("stripe-log");
        spec.usageMessage()
                .width(100)
                .abbreviateSynopsis(true)
                .sortOptions(false)
                .description(
                        "",
                        "Writes one CSV line for every stripe as it arrives, flushed frame by"
                                + " frame:",
                        "  " + StripeLine.HEADER,
                        "monotonic_ns is System.nanoTime() when the stripe arrived, type is 1 for"
                                + " JPEG and 2 for H.264, bytes is the size on the wire, with"
                                + " the header that --wireHeader says. With --mode mixed it is a"
                                + " line for every rectangle, with x,width at its end and the types"
                                + " 3 copy, 4 exact pixels, 5 fill.",
                        "")
                .footer(
                        "",
                        "Ends after --seconds with code 0, or on SIGTERM or SIGINT (Ctrl-C) with"
                                + " everything written and code 143 or 130.",
                        "Code 1: the capture failed. Code 2: an option is wrong.");
        spec.addOption(
                option("--csv", Path.class, "FILE")
                        .description("the log; replaced if it exists (default: standard output)")
                        .build());
        spec.addOption(
                option("--dump", Path.class, "DIR")
                        .description(
                                "write the payloads too: row-<y>.h264, the stream of a row, and"
                                        + " row-<y>-<frame>.jpg, one file a stripe; with --mode"
                                        + " mixed frames.pfxm, all frames as they are on the wire")
                        .build());
        spec.addOption(
                option("--seconds", Double.class, "S")
                        .description("how long to run (default: until a signal)")
                        .build());
        spec.addOption(
                OptionSpec.builder("--camel")
                        .type(boolean.class)
                        .description("go through a Camel route instead of pixelflux-core alone")
                        .build());
        for (CaptureOption<?> option : CaptureOption.all()) {
            spec.addOption(
                    option("--" + option.name(), String.class, placeholder(option))
                            .description(description(option))
                            .build());
        }
        spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("this text")
                        .build());
        return spec;
    }

    private static OptionSpec.Builder option(String name, Class<?> type, String placeholder) {
        return OptionSpec.builder(name).type(type).paramLabel(placeholder);
    }

    private static String placeholder(CaptureOption<?> option) {
        if (Number.class.isAssignableFrom(option.type())) {
            return "N";
        }
        return option.type() == String.class ? "TEXT" : "WORD";
    }

    private static String description(CaptureOption<?> option) {
        String value = option.defaultText();
        return (option.description() + " [" + option.range() + "]").replace("%", "%%")
                + (value.isEmpty() ? "" : " (default: " + value + ")");
    }

    /**
     * @throws IllegalArgumentException for a value out of its range, naming option and range
     */
    static LogOptions of(ParseResult parsed) {
        CaptureSettings.Builder settings = CaptureSettings.builder();
        for (CaptureOption<?> option : CaptureOption.all()) {
            String value = parsed.matchedOptionValue("--" + option.name(), (String) null);
            if (value != null) {
                settings.set(option.name(), value);
            }
        }
        return new LogOptions(
                settings.build(),
                parsed.hasMatchedOption("--camel"),
                parsed.matchedOptionValue("--csv", (Path) null),
                parsed.matchedOptionValue("--dump", (Path) null),
                limit(parsed.matchedOptionValue("--seconds", (Double) null)));
    }

    private static Duration limit(Double seconds) {
        if (seconds == null) {
            return null;
        }
        if (!(seconds > 0 && seconds <= MAX_SECONDS)) {
            throw new IllegalArgumentException(
                    "seconds: " + seconds + " is out of range, allowed above 0 to 1e9");
        }
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}

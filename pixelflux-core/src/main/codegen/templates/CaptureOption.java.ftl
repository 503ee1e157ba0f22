<#-- SPDX-License-Identifier: MPL-2.0 -->
<#import "/@lib/options.ftl" as o>
<@pp.renameOutputFile name="/pixelflux-core/src/generated/java/org/pixelflux/CaptureOption.java"/>
<#function type option>
  <#switch option.type>
    <#case "integer"><#return "Integer">
    <#case "long"><#return "Long">
    <#case "boolean"><#return "Boolean">
    <#case "decimal"><#case "seconds"><#return "Double">
    <#case "text"><#case "file"><#return "String">
    <#case "words"><#return option.java>
  </#switch>
</#function>
<#function defaultValue option>
  <#local text = o.defaultText(option)>
  <#switch option.type>
    <#case "long"><#return text + "L">
    <#case "decimal"><#case "seconds"><#return text?contains(".")?then(text, text + ".0")>
    <#case "text"><#case "file"><#return "\"\"">
    <#case "words"><#return option.java + "." + o.constant(text)>
    <#default><#return o.isSet(option)?then(text, "null")>
  </#switch>
</#function>
<#function values option>
  <#switch option.type>
    <#case "integer">
      <#return option.multipleOf??
          ?then("multiples(${(option.multipleOf)!0}, ${option.high?c})",
                "integers(${(option.low?c)!0}, ${option.high?c})")>
    <#case "long">
      <#return "longs(" + option.low???then(((option.low?c)!"") + "L", "Long.MIN_VALUE")
          + ", " + option.high???then(((option.high?c)!"") + "L", "Long.MAX_VALUE") + ")">
    <#case "boolean"><#return "booleans()">
    <#case "decimal"><#case "seconds"><#return "decimals(${option.low?c}, ${option.high?c})">
    <#case "text"><#case "file"><#return "text(\"" + option.allowed?j_string + "\")">
    <#case "words"><#return "oneOf(" + option.java + ".class)">
  </#switch>
</#function>
// SPDX-License-Identifier: MPL-2.0
// Generated from capture-options.tdd by CaptureOption.java.ftl: edit those.
package org.pixelflux;

import static org.pixelflux.ValueRange.booleans;
import static org.pixelflux.ValueRange.decimals;
import static org.pixelflux.ValueRange.integers;
import static org.pixelflux.ValueRange.longs;
import static org.pixelflux.ValueRange.multiples;
import static org.pixelflux.ValueRange.oneOf;
import static org.pixelflux.ValueRange.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row of the option table: name, type, default, range, description. Every value of a capture's
 * settings is read and checked here, whether it comes from Java, a command line or a URI; the names
 * are the same everywhere.
 *
 * @param <T> the type of the option's values
 */
public final class CaptureOption<T> {

    private static final List<CaptureOption<?>> TABLE = new ArrayList<>();
<#list o.options as option>

    /**
${o.lines(option.summary, "     * ")}
     */
    public static final CaptureOption<${type(option)}> ${o.constant(option.name)} =
            ${option.fixed???then("fixed", "live")}(
                    "${option.name}",
                    ${defaultValue(option)},
                    ${values(option)},
                    ${o.literal(o.description(option), ""?left_pad(20))});
</#list>

    private final int index;
    private final String name;
    private final @Nullable T defaultValue;
    private final ValueRange<T> range;
    private final String description;
    private final boolean live;

    private CaptureOption(
            String name, @Nullable T defaultValue, ValueRange<T> range, String description, boolean live) {
        this.index = TABLE.size();
        this.name = name;
        this.defaultValue = defaultValue;
        this.range = range;
        this.description = description;
        this.live = live;
    }

    /** A row that {@link Capture#update} may change. */
    private static <T> CaptureOption<T> live(
            String name, @Nullable T defaultValue, ValueRange<T> range, String description) {
        return row(new CaptureOption<>(name, defaultValue, range, description, true));
    }

    /** A row that names or shapes the source, so that only a new capture can change it. */
    private static <T> CaptureOption<T> fixed(
            String name, @Nullable T defaultValue, ValueRange<T> range, String description) {
        return row(new CaptureOption<>(name, defaultValue, range, description, false));
    }

    private static <T> CaptureOption<T> row(CaptureOption<T> option) {
        TABLE.add(option);
        return option;
    }

    /** Every option, in table order. The list cannot be changed. */
    public static List<CaptureOption<?>> all() {
        return Collections.unmodifiableList(TABLE);
    }

    /**
     * The option of that name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the known names
     */
    public static CaptureOption<?> named(String name) {
        for (CaptureOption<?> option : TABLE) {
            if (option.name.equals(name)) {
                return option;
            }
        }
        if (name.equals("omitStripeHeaders")) {
            throw new IllegalArgumentException(
                    "unknown option 'omitStripeHeaders': wireHeader has taken its place, with none"
                            + " for true and 1 for false");
        }
        throw new IllegalArgumentException(
                "unknown option '"
                        + name
                        + "', known options: "
                        + TABLE.stream()
                                .map(CaptureOption::name)
                                .collect(Collectors.joining(", ")));
    }

    /** The name, the same in Java, in a URI and on a command line. */
    public String name() {
        return name;
    }

    /** The class of the option's values. */
    public Class<T> type() {
        return range.type();
    }

    /**
     * The value of settings that do not name this option; null if no value says the same, as with
     * width and height, which then mean all of the source.
     */
    public @Nullable T defaultValue() {
        return defaultValue;
    }

    /** The default as {@link #parse} reads it, for manuals; empty if there is none. */
    public String defaultText() {
        return defaultValue == null ? "" : format(defaultValue);
    }

    /** The allowed values, as error messages and manuals show them, such as {@code 1..100}. */
    public String range() {
        return range.text();
    }

    /** What the option does, in some sentences. */
    public String description() {
        return description;
    }

    /**
     * Reads and checks a value.
     *
     * @throws IllegalArgumentException if the text cannot be read or the value is out of range; the
     *     message has the option's name, the value and the range
     */
    public T parse(String text) {
        return range.parse(name, Objects.requireNonNull(text, name));
    }

    /** The option's name. */
    @Override
    public String toString() {
        return name;
    }

    T check(T value) {
        return range.check(name, Objects.requireNonNull(value, name));
    }

    String format(T value) {
        return range.writer().apply(value);
    }

    boolean isLive() {
        return live;
    }

    /** Position in the table. */
    int index() {
        return index;
    }
}

<#-- SPDX-License-Identifier: MPL-2.0 -->
<#import "/@lib/options.ftl" as o>
<@pp.renameOutputFile name="/pixelflux-core/src/generated/java/org/pixelflux/CaptureSettings.java"/>
<#function type option>
  <#switch option.type>
    <#case "integer"><#return "int">
    <#case "decimal"><#return "double">
    <#case "seconds"><#return "Duration">
    <#case "text"><#return "String">
    <#case "file"><#return "Path">
    <#case "words"><#return option.java>
    <#default><#return option.type>
  </#switch>
</#function>
<#-- What the getter makes of the option's value, and the setter of its argument. -->
<#function read option>
  <#local value = (option.type == "integer" && !o.isSet(option))?then("get", "value") + "(CaptureOption." + o.constant(option.name) + ")">
  <#if option.type == "seconds"><#return "Seconds.toDuration(" + value + ")"></#if>
  <#if option.type == "file"><#return "Path.of(" + value + ")"></#if>
  <#if option.type == "integer" && !o.isSet(option)>
    <#return "Objects.requireNonNullElse(" + value + ", 0)">
  </#if>
  <#if o.byMode(option)>
    <#return "Objects.requireNonNullElse(get(CaptureOption." + o.constant(option.name)
        + "), mode() == CaptureMode." + o.constant(option.onIn) + ")">
  </#if>
  <#return value>
</#function>
<#function written option>
  <#local argument = o.method(option)>
  <#if option.type == "seconds"><#return "Seconds.of(" + argument + ")"></#if>
  <#if option.type == "file"><#return argument + ".toString()"></#if>
  <#return argument>
</#function>
<#-- Range and default, for the setter's argument. -->
<#function allowed option>
  <#switch option.type>
    <#case "words">
      <#return "by default {@link ${option.java}#${o.constant(o.defaultText(option))}}">
    <#case "boolean"><#case "long">
      <#if o.byMode(option)><#return "by default not set"></#if>
      <#return "by default ${o.defaultText(option)}">
    <#case "text"><#case "file"><#return "${o.range(option)}; by default empty">
    <#case "seconds"><#return "${o.range(option)} seconds; by default ${o.defaultText(option)}">
    <#default>
      <#return o.range(option) + "; by default " + o.isSet(option)?then(o.defaultText(option), "not set")>
  </#switch>
</#function>
// SPDX-License-Identifier: MPL-2.0
// Generated from capture-options.tdd by CaptureSettings.java.ftl: edit those.
package org.pixelflux;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to capture and how to encode it: an immutable value for each {@link CaptureOption}, valid by
 * construction. Whether the region fits the screen is known only when a capture opens.
 *
 * <p>What is for one mode (as h264…, rateControl, bitrateKbps, vbvMultiplier for h264) has no effect
 * with the others. It is kept, so that the mode can change while a capture runs.
 */
public final class CaptureSettings {

    private final @Nullable Object[] values;

    private CaptureSettings(@Nullable Object[] values) {
        this.values = values;
    }

    /** A builder that starts with every option's default. */
    public static Builder builder() {
        return new Builder(CaptureOption.all().stream().map(CaptureOption::defaultValue).toArray());
    }

    /** A builder that starts with these values. */
    public Builder toBuilder() {
        return new Builder(values.clone());
    }

    /** The value of an option; null if it is not set and has no default. */
    public <T> @Nullable T get(CaptureOption<T> option) {
        return option.type().cast(values[option.index()]);
    }

    /** The value of an option that is set or has a default. */
    <T> T value(CaptureOption<T> option) {
        return Objects.requireNonNull(get(option));
    }
<#list o.options as option>

    /**
${o.lines(option.summary, "     * ")}
<#if option.type == "integer" && !o.isSet(option)>
     * 0 if it is not set.
</#if>
<#if o.byMode(option)>
     * If it is not set, true in mode ${option.onIn} and false in the others.
</#if>
     */
    public ${type(option)} ${o.method(option)}() {
        return ${read(option)};
    }
</#list>

    /**
     * Refuses a change of what a running capture cannot change.
     *
     * @throws IllegalArgumentException naming the option
     */
    public void requireLiveChange(CaptureSettings next) {
        SettingsRules.requireLiveChange(this, next);
    }

    /**
     * Every set option in table order, a {@code name=value} line each: how settings cross to C++.
     */
    String toNativeText() {
        return SettingsText.ofAllThatAreSet(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CaptureSettings that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    /** The options that differ from their defaults. */
    @Override
    public String toString() {
        return SettingsText.ofAllThatDiffer(this);
    }

    /**
     * Collects settings. A setter refuses a bad value with an IllegalArgumentException that has the
     * option's name, the value and the range; {@link #build} refuses values that do not go
     * together.
     */
    public static final class Builder {

        private final @Nullable Object[] values;

        private Builder(@Nullable Object[] values) {
            this.values = values;
        }

        /** Sets any option by its row of the table. */
        public <T> Builder set(CaptureOption<T> option, T value) {
            values[option.index()] = option.check(value);
            return this;
        }

        /**
         * Sets any option by its name from text.
         *
         * @throws IllegalArgumentException also if no option has that name
         */
        public Builder set(String name, String value) {
            return parseAndSet(CaptureOption.named(name), value);
        }

        private <T> Builder parseAndSet(CaptureOption<T> option, String value) {
            return set(option, option.parse(value));
        }
<#list o.options as option>

        /**
${o.lines(o.description(option), "         * ")}
         *
${o.lines("@param ${o.method(option)} ${allowed(option)}", "         * ")}
         */
        public Builder ${o.method(option)}(${type(option)} ${o.method(option)}) {
            return set(CaptureOption.${o.constant(option.name)}, ${written(option)});
        }
</#list>

        /**
         * The settings collected so far; the builder can be used on.
         *
         * @throws IllegalArgumentException if values do not go together
         */
        public CaptureSettings build() {
            CaptureSettings settings = new CaptureSettings(values.clone());
            SettingsRules.check(settings);
            return settings;
        }
    }
}

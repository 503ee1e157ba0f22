// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The values that an option allows: how they are read from text, checked, written and named. */
record ValueRange<T>(
        Class<T> type,
        String text,
        String kind,
        Function<String, @Nullable T> reader,
        Predicate<T> allows,
        Function<T, String> writer) {

    static ValueRange<Integer> integers(int min, int max) {
        return integers(min + ".." + max, value -> value >= min && value <= max);
    }

    /** 0, or a multiple of {@code step} up to {@code max}. */
    static ValueRange<Integer> multiples(int step, int max) {
        return integers(
                "0 or a multiple of " + step + " in " + step + ".." + max,
                value -> value >= 0 && value <= max && value % step == 0);
    }

    private static ValueRange<Integer> integers(String text, Predicate<Integer> allows) {
        return new ValueRange<>(
                Integer.class, text, "an integer", Integer::valueOf, allows, String::valueOf);
    }

    static ValueRange<Long> longs(long min, long max) {
        return new ValueRange<>(
                Long.class,
                min + ".." + max,
                "an integer",
                Long::valueOf,
                value -> value >= min && value <= max,
                String::valueOf);
    }

    static ValueRange<Double> decimals(double min, double max) {
        // BigDecimal reads plain decimal notation only, not the "60d" or "0x1p3" that Double takes.
        return new ValueRange<>(
                Double.class,
                plain(min) + ".." + plain(max),
                "a number",
                value -> new BigDecimal(value).doubleValue(),
                value -> value >= min && value <= max,
                String::valueOf);
    }

    /** A bound as people write it: 240 and 0.01. */
    private static String plain(double bound) {
        return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
    }

    /**
     * Text without control characters and halves of characters: settings travel to the native side
     * as lines of UTF-8, and there NUL would end a path.
     */
    static ValueRange<String> text(String text) {
        return new ValueRange<>(
                String.class,
                text,
                "text",
                value -> value,
                value -> value.codePoints().allMatch(ValueRange::crosses),
                value -> value);
    }

    private static boolean crosses(int codePoint) {
        return !Character.isISOControl(codePoint)
                && Character.getType(codePoint) != Character.SURROGATE;
    }

    /** What {@link #crosses} does not let pass would be seen by nobody. */
    private static String visible(String value) {
        return value.codePoints()
                .mapToObj(
                        point ->
                                crosses(point)
                                        ? Character.toString(point)
                                        : String.format(Locale.ROOT, "\\u%04x", point))
                .collect(Collectors.joining());
    }

    /** The words false and true; Boolean's own reader takes any other for false. */
    static ValueRange<Boolean> booleans() {
        return words(Boolean.class, List.of(false, true), String::valueOf);
    }

    static <E extends Enum<E> & OptionWord> ValueRange<E> oneOf(Class<E> type) {
        return words(type, List.of(type.getEnumConstants()), OptionWord::optionValue);
    }

    /** In any case, and with the dashes or underscores of other notations: TOP_LEFT is topLeft. */
    private static <T> ValueRange<T> words(
            Class<T> type, List<T> values, Function<T, String> writer) {
        return new ValueRange<>(
                type,
                values.stream().map(writer).collect(Collectors.joining(", ")),
                "one of these",
                text ->
                        values.stream()
                                .filter(value -> letters(writer.apply(value)).equals(letters(text)))
                                .findFirst()
                                .orElse(null),
                value -> true,
                writer);
    }

    private static String letters(String word) {
        return word.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    T parse(String option, String value) {
        @Nullable T parsed;
        try {
            parsed = reader.apply(value);
        } catch (NumberFormatException e) {
            if (value.matches("[+-]?[0-9]+")) {
                throw outOfRange(option, value);
            }
            throw new IllegalArgumentException(
                    option + ": '" + value + "' is not " + kind + ", allowed " + text);
        }
        if (parsed == null) {
            throw outOfRange(option, "'" + value + "'");
        }
        return check(option, parsed);
    }

    T check(String option, T value) {
        if (allows.test(value)) {
            return value;
        }
        throw value instanceof String word
                ? new IllegalArgumentException(
                        option
                                + ": '"
                                + visible(word)
                                + "' is out of range, allowed "
                                + text
                                + ", without control characters or half a surrogate pair")
                : outOfRange(option, value);
    }

    private IllegalArgumentException outOfRange(String option, Object value) {
        return new IllegalArgumentException(
                option + ": " + value + " is out of range, allowed " + text);
    }
}

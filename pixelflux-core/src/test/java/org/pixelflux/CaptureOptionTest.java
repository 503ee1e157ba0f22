// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CaptureOptionTest {

    /** All of the source; and by the mode. */
    private static final Set<CaptureOption<?>> WITHOUT_DEFAULT =
            Set.of(CaptureOption.WIDTH, CaptureOption.HEIGHT, CaptureOption.USE_PAINT_OVER_QUALITY);

    @Test
    void everyRowSaysWhatItIs() {
        assertThat(CaptureOption.all()).extracting(CaptureOption::name).doesNotHaveDuplicates();
        for (CaptureOption<?> option : CaptureOption.all()) {
            assertThat(option.description()).as(option.name()).endsWith(".");
            assertThat(option.range()).as(option.name()).isNotBlank();
            if (!WITHOUT_DEFAULT.contains(option)) {
                assertThat((Object) option.defaultValue())
                        .as(option.name())
                        .isInstanceOf(option.type());
            }
            assertThat(CaptureOption.named(option.name())).isSameAs(option);
        }
    }

    @Test
    void unknownNameListsTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CaptureOption.named("foo"))
                .withMessageStartingWith(
                        "unknown option 'foo', known options: source, display, monitor,")
                .withMessageEndingWith("syntheticSeed, syntheticChange");
    }

    /** Every option whose range is written as two numbers, but for those of a whole long. */
    static Stream<Arguments> numbers() {
        return CaptureOption.all().stream()
                .filter(option -> Number.class.isAssignableFrom(option.type()))
                .filter(option -> option != CaptureOption.STRIPE_HEIGHT)
                .filter(option -> option != CaptureOption.SYNTHETIC_SEED)
                .map(
                        option -> {
                            String[] edges = option.range().split("\\.\\.");
                            return Arguments.of(
                                    option, new BigDecimal(edges[0]), new BigDecimal(edges[1]));
                        });
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void numberIsTakenUpToTheEdgesOfItsRange(
            CaptureOption<?> option, BigDecimal low, BigDecimal high) {
        BigDecimal step = new BigDecimal(option.type() == Double.class ? "0.001" : "1");
        for (BigDecimal value : List.of(low, high)) {
            assertThat(written(option, value.toString())).isIn(value + "", value + ".0");
        }
        for (BigDecimal value : List.of(low.subtract(step), high.add(step))) {
            assertIsOutOfRange(option, value.toString());
        }
    }

    private static void assertIsOutOfRange(CaptureOption<?> option, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> option.parse(value))
                .withMessage(
                        option.name()
                                + ": "
                                + value
                                + " is out of range, allowed "
                                + option.range());
    }

    @ParameterizedTest
    @CsvSource({
        "jpegQuality, 99999999999",
        "stripeHeight, -16",
        "stripeHeight, 8",
        "stripeHeight, 100",
        "stripeHeight, 4112",
        "syntheticSeed, 9223372036854775808",
        "windowId, -1",
        "windowId, 4294967296",
        "minimumEpoch, -1",
        "minimumEpoch, 4503599627370497",
        "minimumEpoch, 9223372036854775808",
    })
    void valueOutOfRangeIsRefused(String name, String value) {
        assertIsOutOfRange(CaptureOption.named(name), value);
    }

    @ParameterizedTest
    @CsvSource({
        "source, Screen, screen",
        "mode, H264, h264",
        "watermarkLocation, TOP_LEFT, topLeft",
        "watermarkLocation, bottom-right, bottomRight",
        "captureCursor, TRUE, true",
        "captureCursor, False, false",
    })
    void wordIsReadInAnyCaseAndNotation(String name, String text, String word) {
        assertThat(written(CaptureOption.named(name), text)).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "source            | ''       | screen, x11, wayland, portal, synthetic, frames",
                "mode              | vp9      | jpeg, h264, mixed",
                "mode              | ' jpeg'  | jpeg, h264, mixed",
                "rateControl       | vbr      | crf, cbr",
                "watermarkLocation | left     | none, topLeft, topRight, bottomLeft, bottomRight,"
                        + " middle, animated",
                "syntheticPattern  | still    | shift, scroll, window, noise, text, chart,"
                        + " scroll57, scroll120, sideways, film, drag",
                "autoAdjustSize    | ''       | false, true",
                "captureCursor     | t        | false, true",
                "cursorEvents      | yes      | false, true",
                "wireHeader        | 3        | none, 1, 2",
            })
    void unknownWordIsRefused(String name, String value, String range) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CaptureOption.named(name).parse(value))
                .withMessage(name + ": '" + value + "' is out of range, allowed " + range);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x               | ''    | an integer",
                "y               | 1.5   | an integer",
                "width           | 10px  | an integer",
                "height          | ' 5'  | an integer",
                "fps             | NaN   | a number",
                "fps             | 60d   | a number",
                "fps             | 0x1p3 | a number",
                "fps             | ''    | a number",
                "jpegQuality     | high  | an integer",
                "h264Crf         | 1e1   | an integer",
                "stripeHeight    | auto  | an integer",
                "syntheticSeed   | 1L    | an integer",
                "syntheticChange | 10%   | a number",
                "bitrateKbps     | 4M    | an integer",
                "vbvMultiplier   | 1,5   | a number",
            })
    void unreadableValueIsRefused(String name, String value, String kind) {
        CaptureOption<?> option = CaptureOption.named(name);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> option.parse(value))
                .withMessage(
                        name + ": '" + value + "' is not " + kind + ", allowed " + option.range());
    }

    @ParameterizedTest
    @CsvSource({"display, :1, an X display name", "watermarkPath, logo.png, a PNG file's path"})
    void textWithALineBreakIsRefused(String name, String text, String range) {
        CaptureOption<?> option = CaptureOption.named(name);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> option.parse(text + "\nfps=1"))
                .withMessageStartingWith(name + ": ")
                .withMessageContaining("is out of range, allowed " + range);
    }

    static Stream<Arguments> textsThatCannotBeNames() {
        return Stream.of(
                Arguments.of("display", ":1\0.example", ":1\\u0000.example"),
                Arguments.of("watermarkPath", "logo.png\0", "logo.png\\u0000"),
                Arguments.of("watermarkPath", "logo\ud83d.png", "logo\\ud83d.png"));
    }

    @ParameterizedTest
    @MethodSource("textsThatCannotBeNames")
    void textThatCannotBeANameIsRefusedAndShown(String name, String value, String shown) {
        CaptureOption<?> option = CaptureOption.named(name);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> option.parse(value))
                .withMessage(
                        name
                                + ": '"
                                + shown
                                + "' is out of range, allowed "
                                + option.range()
                                + ", without control characters or half a surrogate pair");
    }

    /** Every option whose range is a list of words. */
    static Stream<Arguments> words() {
        return CaptureOption.all().stream()
                .filter(option -> option.type().isEnum() || option.type() == Boolean.class)
                .flatMap(
                        option ->
                                Stream.of(option.range().split(", "))
                                        .map(word -> Arguments.of(option, word)));
    }

    @ParameterizedTest
    @MethodSource("words")
    void wordIsReadAndWritten(CaptureOption<?> option, String word) {
        assertThat(written(option, word)).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({
        "fps, 29.97",
        "stripeHeight, 0",
        "stripeHeight, 16",
        "stripeHeight, 4096",
        "syntheticSeed, -9223372036854775808",
        "syntheticSeed, 9223372036854775807",
        "minimumEpoch, 0",
        "minimumEpoch, 4503599627370496",
        "display, :1",
        "watermarkPath, /home/me/my logo.png",
        "watermarkPath, /home/me/\ud83d\ude80 \u00fc.png",
    })
    void allowedValueIsTaken(String name, String value) {
        assertThat(written(CaptureOption.named(name), value)).isEqualTo(value);
    }

    @Test
    void wordsStandForTheirConstants() {
        assertThat(CaptureOption.MODE.parse("h264")).isEqualTo(CaptureMode.H264);
        assertThat(CaptureOption.WATERMARK_LOCATION.parse("bottomLeft"))
                .isEqualTo(WatermarkLocation.BOTTOM_LEFT);
        assertThat(CaptureOption.H264_FULL_COLOR.parse("true")).isTrue();
    }

    private static <T> String written(CaptureOption<T> option, String value) {
        return option.format(option.parse(value));
    }

    @Test
    void missingTextIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> CaptureOption.FPS.parse(null))
                .withMessage("fps");
    }

    @Test
    void tableCannotBeChanged() {
        List<CaptureOption<?>> all = CaptureOption.all();
        assertThat(all).isUnmodifiable();
    }
}

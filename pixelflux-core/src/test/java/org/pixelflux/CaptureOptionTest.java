// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureOptionTest {

    @Test
    void tableNamesEveryOptionInOrder() {
        assertThat(CaptureOption.all())
                .extracting(CaptureOption::name)
                .containsExactly(
                        "source",
                        "display",
                        "x",
                        "y",
                        "width",
                        "height",
                        "fps",
                        "mode",
                        "jpegQuality",
                        "h264Crf",
                        "stripeHeight",
                        "syntheticSeed",
                        "syntheticChange");
    }

    @Test
    void everyRowSaysWhatItIs() {
        for (CaptureOption<?> option : CaptureOption.all()) {
            assertThat(option.description()).as(option.name()).endsWith(".");
            assertThat(option.range()).as(option.name()).isNotBlank();
            if (option != CaptureOption.WIDTH && option != CaptureOption.HEIGHT) {
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
                        "unknown option 'foo', known options: source, display, x, y, width,")
                .withMessageEndingWith("syntheticSeed, syntheticChange");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x               | -1          | 0..32767",
                "x               | 32768       | 0..32767",
                "y               | -1          | 0..32767",
                "y               | 32768       | 0..32767",
                "width           | 0           | 1..16384",
                "width           | 16385       | 1..16384",
                "height          | 0           | 1..16384",
                "height          | 16385       | 1..16384",
                "fps             | 0.999       | 1..240",
                "fps             | 240.001     | 1..240",
                "jpegQuality     | 0           | 1..100",
                "jpegQuality     | 101         | 1..100",
                "jpegQuality     | 99999999999 | 1..100",
                "h264Crf         | -1          | 0..51",
                "h264Crf         | 52          | 0..51",
                "stripeHeight    | -16         | 0 or a multiple of 16 in 16..4096",
                "stripeHeight    | 8           | 0 or a multiple of 16 in 16..4096",
                "stripeHeight    | 100         | 0 or a multiple of 16 in 16..4096",
                "stripeHeight    | 4112        | 0 or a multiple of 16 in 16..4096",
                "syntheticChange | -0.1        | 0..100",
                "syntheticChange | 100.1       | 0..100",
                "syntheticSeed   | 9223372036854775808 | -9223372036854775808..9223372036854775807",
            })
    void valueOutOfRangeIsRefused(String name, String value, String range) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CaptureOption.named(name).parse(value))
                .withMessage(name + ": " + value + " is out of range, allowed " + range);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "source | Screen | screen, synthetic",
                "source | ''     | screen, synthetic",
                "mode   | vp9    | jpeg, h264",
                "mode   | JPEG   | jpeg, h264",
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
            })
    void unreadableValueIsRefused(String name, String value, String kind) {
        CaptureOption<?> option = CaptureOption.named(name);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> option.parse(value))
                .withMessage(
                        name + ": '" + value + "' is not " + kind + ", allowed " + option.range());
    }

    @Test
    void displayWithALineBreakIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CaptureOption.DISPLAY.parse(":1\nfps=1"))
                .withMessageStartingWith("display: ")
                .withMessageContaining("is out of range, allowed an X display name");
    }

    @ParameterizedTest
    @CsvSource({
        "x, 0",
        "x, 32767",
        "width, 1",
        "width, 16384",
        "fps, 1",
        "fps, 29.97",
        "fps, 240",
        "jpegQuality, 1",
        "jpegQuality, 100",
        "h264Crf, 0",
        "h264Crf, 51",
        "stripeHeight, 0",
        "stripeHeight, 16",
        "stripeHeight, 4096",
        "syntheticChange, 0",
        "syntheticChange, 100",
        "syntheticSeed, -9223372036854775808",
        "source, synthetic",
        "mode, h264",
        "display, :1"
    })
    void valueAtTheEdgeIsTaken(String name, String value) {
        assertThat(written(CaptureOption.named(name), value)).isIn(value, value + ".0");
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

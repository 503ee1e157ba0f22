// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelflux.FrameFormatException;
import org.pixelflux.FrameRectangle;
import org.pixelflux.MixedFrame;
import org.pixelflux.MixedFrame.Refresh;
import org.pixelflux.RectangleKind;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;
import org.pixelflux.support.TestLength;

/** Frames that another program has written. */
class WireVectorsTest {

    private final PictureAssembler assembler = new PictureAssembler();

    static Stream<String> names() {
        return Stream.concat(WireVectors.APPLIED.stream(), Stream.of("12-video"));
    }

    static List<WireVectors.Refusal> refusals() {
        return WireVectors.refusals();
    }

    @ParameterizedTest
    @MethodSource("names")
    void sayWhatTheirTextSays(String name) {
        List<String> expected =
                WireVectors.fields(name).stream()
                        .filter(field -> !field.matches("(picture|lossy) .*"))
                        .toList();

        assertThat(fields(MixedFrame.parse(WireVectors.message(name)))).isEqualTo(expected);
    }

    private static List<String> fields(MixedFrame frame) {
        List<String> fields = new ArrayList<>();
        fields.add("epoch " + frame.epoch());
        fields.add("frame " + frame.id());
        fields.add("previous " + (frame.first() ? "none" : frame.previous()));
        fields.add("complete " + yes(frame.complete()));
        fields.add("refresh " + text(frame.refresh()));
        fields.add("captured " + frame.captureNanos());
        fields.add("encoded " + frame.encodedNanos());
        fields.add("size " + frame.width() + "x" + frame.height());
        fields.add("rectangles " + frame.rectangles().size());
        frame.forEach(rectangle -> fields.add("rectangle " + text(rectangle)));
        return fields;
    }

    private static String text(Refresh refresh) {
        return refresh == null
                ? "none"
                : String.format(
                        Locale.ROOT,
                        "base %s start %d last %s",
                        refresh.fromNothing() ? "nothing" : refresh.base(),
                        refresh.start(),
                        yes(refresh.lastPart()));
    }

    private static String text(FrameRectangle rectangle) {
        String special =
                switch (rectangle.kind()) {
                    case COPY -> " source " + rectangle.sourceX() + "," + rectangle.sourceY();
                    case FILL -> String.format(Locale.ROOT, " colour %06x", rectangle.fillColor());
                    case VIDEO ->
                            " stream "
                                    + rectangle.stream()
                                    + " generation "
                                    + rectangle.generation();
                    case PICTURE, EXACT -> "";
                };
        return String.format(
                Locale.ROOT,
                "%dx%d at %d,%d kind %s role %s%s bytes %d",
                rectangle.width(),
                rectangle.height(),
                rectangle.x(),
                rectangle.y(),
                rectangle.kind().word(),
                rectangle.role().name().toLowerCase(Locale.ROOT),
                special,
                rectangle.payload().length);
    }

    private static String yes(boolean flag) {
        return flag ? "yes" : "no";
    }

    private Drawn draw(String name) {
        return assembler.draw(MixedFrame.parse(WireVectors.message(name)));
    }

    private void assertShows(String name) {
        Picture expected = WireVectors.picture(name);
        Picture shown = Picture.of(assembler.image());
        assertThat(shown.area()).isEqualTo(expected.area());
        Area lossy = WireVectors.lossy(name);
        if (lossy != null) {
            assertThat(shown.largestError(expected, lossy)).isLessThanOrEqualTo(12);
            shown.draw(expected.crop(lossy), lossy.x(), lossy.y(), lossy.width(), lossy.height());
        }
        assertThat(shown.largestError(expected, expected.area())).as(name).isZero();
    }

    @Test
    void leaveTheirPictures() {
        for (String name : WireVectors.APPLIED) {
            assertThat(draw(name)).isEqualTo(Drawn.WHOLE);
            assertShows(name);
        }
    }

    @ParameterizedTest
    @CsvSource({"01-first", "05-own-and-refresh", "10-new-epoch", "11-complete"})
    void someCanBeTheBeginning(String name) {
        assertThat(draw(name)).isEqualTo(Drawn.WHOLE);
        assertShows(name);
    }

    @ParameterizedTest
    @CsvSource({"02-own", "03-copies", "04-refresh", "07-part-2", "08-part-3"})
    void othersCannot(String name) {
        assertThat(draw(name)).isEqualTo(Drawn.NOTHING);
        assertThat(assembler.lastWhole()).isNull();
    }

    @Test
    void aRefreshMakesUpForAFrameThatIsMissing() {
        draw("01-first");
        draw("02-own");
        assertThat(draw("04-refresh")).isEqualTo(Drawn.WHOLE);
        assertShows("04-refresh");
        assertThat(draw("05-own-and-refresh")).isEqualTo(Drawn.WHOLE);
        assertShows("05-own-and-refresh");
    }

    @Test
    void aRefreshInPartsIsWholeWithTheLast() {
        assertThat(draw("06-part-1")).isEqualTo(Drawn.PART);
        assertThat(assembler.isWhole()).isFalse();
        assertThat(draw("07-part-2")).isEqualTo(Drawn.PART);
        assertThat(draw("08-part-3")).isEqualTo(Drawn.WHOLE);
        assertShows("08-part-3");
    }

    @Test
    void aMissingPartLeavesNothing() {
        assertThat(draw("06-part-1")).isEqualTo(Drawn.PART);
        assertThat(draw("08-part-3")).isEqualTo(Drawn.NOTHING);
        assertThat(assembler.lastWhole()).isNull();
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusals(WireVectors.Refusal refusal) {
        if (!refusal.onlyWhenDrawn()) {
            assertThatExceptionOfType(FrameFormatException.class)
                    .isThrownBy(() -> MixedFrame.parse(refusal.message()));
            return;
        }
        MixedFrame frame = MixedFrame.parse(refusal.message());
        WireVectors.APPLIED.stream()
                .map(name -> MixedFrame.parse(WireVectors.message(name)))
                .filter(before -> before.id() < frame.id())
                .forEach(assembler::draw);

        assertThatExceptionOfType(FrameFormatException.class)
                .isThrownBy(() -> assembler.draw(frame));
        assertThat(assembler.lastWhole()).isNull();
        assertThat(frame.rectangles())
                .extracting(FrameRectangle::kind)
                .containsAnyOf(RectangleKind.EXACT, RectangleKind.PICTURE);
    }

    /** Messages with some bytes that say something else: drawn or refused, and nothing else. */
    @Test
    void damagedMessagesAreDrawnOrRefused() {
        Random random = new Random(16);
        PictureAssembler small = new PictureAssembler(1 << 20);
        int drawn = 0;
        int refused = 0;
        for (int i = 0; i < TestLength.of(10_000, 3_000); i++) {
            String name = WireVectors.APPLIED.get(i % WireVectors.APPLIED.size());
            byte[] message = WireVectors.message(name);
            for (int n = random.nextInt(3); n >= 0; n--) {
                int range = random.nextBoolean() ? message.length : Math.min(200, message.length);
                message[random.nextInt(range)] = (byte) random.nextInt();
            }
            try {
                if (small.draw(MixedFrame.parse(message)) == Drawn.WHOLE) {
                    drawn++;
                } else {
                    small = new PictureAssembler(1 << 20);
                }
            } catch (FrameFormatException e) {
                refused++;
            }
        }
        assertThat(drawn).isPositive();
        assertThat(refused).isPositive();
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pulling frames from the synthetic source. */
class FrameReaderTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private static CaptureSettings.Builder synthetic() {
        return CaptureSettings.builder()
                .source(Source.SYNTHETIC)
                .width(321)
                .height(243)
                .fps(240)
                .syntheticChange(50);
    }

    @ParameterizedTest
    @EnumSource
    void framesComeInOrderAndTheFirstIsWhole(Codec codec) {
        try (FrameReader capture =
                FrameReader.open(synthetic().set("mode", codec.word()).build())) {
            long before = 0;
            for (long id = 0; id < 50; id++) {
                Frame frame = capture.next(LONG);
                assertThat(frame.id()).isEqualTo(id);
                assertThat(frame.width()).isEqualTo(321);
                assertThat(frame.height()).isEqualTo(243);
                assertThat(frame.captureNanos())
                        .isGreaterThan(before)
                        .isLessThanOrEqualTo(frame.encodedNanos());
                assertThat(frame.encodedNanos()).isLessThanOrEqualTo(System.nanoTime());
                before = frame.captureNanos();
                assertStripesAreConsistent(frame, codec);
                if (id == 0) {
                    assertIsWholePicture(frame);
                }
            }
        }
    }

    private static void assertStripesAreConsistent(Frame frame, Codec codec) {
        List<Stripe> stripes = frame.stripes();
        for (int i = 0; i < stripes.size(); i++) {
            Stripe stripe = stripes.get(i);
            assertThat(stripe.codec()).isEqualTo(codec);
            assertThat(stripe.frameId()).isEqualTo(frame.id());
            assertThat(stripe.captureNanos()).isEqualTo(frame.captureNanos());
            assertThat(stripe.width()).isEqualTo(frame.width());
            assertThat(stripe.lastOfFrame()).isEqualTo(i == stripes.size() - 1);
            assertThat(stripe.wireBytes(WireHeader.ONE))
                    .startsWith(wireHeader(stripe))
                    .endsWith(stripe.payload());
            assertThat(stripe.wireBytes()).hasSize(stripe.wireSize()).isEqualTo(stripe.payload());
            assertThat(stripe.payload()).hasSize(stripe.payloadSize());
        }
    }

    /** The header as browsers parse it. */
    private static byte[] wireHeader(Stripe stripe) {
        byte id = (byte) stripe.frameId();
        byte y = (byte) stripe.y();
        if (stripe.codec() == Codec.JPEG) {
            return new byte[] {3, 0, 0, id, 0, y};
        }
        byte kind = (byte) (stripe.keyFrame() ? 1 : 0);
        byte height = (byte) stripe.height();
        return new byte[] {4, kind, 0, id, 0, y, 1, 65, 0, height};
    }

    private static void assertIsWholePicture(Frame frame) {
        int row = 0;
        for (Stripe stripe : frame) {
            assertThat(stripe.y()).isEqualTo(row);
            assertThat(stripe.keyFrame()).isTrue();
            row += stripe.height();
        }
        assertThat(row).isEqualTo(frame.height());
    }

    @Test
    void stillSourceGivesNothingAfterTheFirstFrame() {
        try (FrameReader capture = FrameReader.open(synthetic().syntheticChange(0).build())) {
            assertIsWholePicture(capture.next(LONG));
            long start = System.nanoTime();
            Frame nothing = capture.next(Duration.ofMillis(200));
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(200_000_000);
            assertThat(nothing.isEmpty()).isTrue();
            assertThat(nothing.id()).isEqualTo(-1);
            assertThat(capture.next(Duration.ZERO).isEmpty()).isTrue();
            assertThat(capture.next(Duration.ofSeconds(-1)).isEmpty()).isTrue();
        }
    }

    @Test
    void timeoutBeyondTheClockWaitsForTheFrame() {
        try (FrameReader capture = FrameReader.open(synthetic().build())) {
            assertThat(capture.next(Duration.ofSeconds(Long.MAX_VALUE)).id()).isZero();
            assertThat(capture.next(Duration.ofSeconds(Long.MAX_VALUE)).id()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void keyFrameIsTheWholePictureOfAStillSource(Codec codec) {
        CaptureSettings still = synthetic().set("mode", codec.word()).syntheticChange(0).build();
        try (FrameReader capture = FrameReader.open(still)) {
            capture.next(LONG);
            capture.requestKeyFrame();
            Frame again = capture.next(LONG);
            assertThat(again.id()).isEqualTo(1);
            assertIsWholePicture(again);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefreshIsAKeyFrameWhereThereAreStripes(Codec codec) {
        CaptureSettings still = synthetic().set("mode", codec.word()).syntheticChange(0).build();
        try (FrameReader capture = FrameReader.open(still)) {
            capture.next(LONG);
            capture.requestRefresh(Long.MAX_VALUE, 0);
            assertIsWholePicture(capture.next(LONG));
        }
    }

    @Test
    void aRefreshNamesAFrame() {
        FrameReader capture = FrameReader.open(synthetic().build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> capture.requestRefresh(-1, 0))
                .withMessage("no frame is number 0 of epoch -1");
        assertThatIllegalArgumentException().isThrownBy(() -> capture.requestRefresh(0, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RefreshRequest(null, -1, List.of()))
                .withMessage("mostBytes: -1 is out of range, allowed 0 and more");
        List<PictureArea> many = Collections.nCopies(257, new PictureArea(0, 0, 1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RefreshRequest(null, 1, many))
                .withMessage("again: 257 areas, allowed at most 256");
        capture.close();
        assertThatIllegalStateException().isThrownBy(() -> capture.requestRefresh(0, 0));
    }

    @Test
    void modeMixedBeginsAnEpochWheneverItIsChosen() {
        CaptureSettings stripes = synthetic().build();
        CaptureSettings mixed = stripes.toBuilder().mode(CaptureMode.MIXED).build();
        try (FrameReader capture = FrameReader.open(mixed)) {
            MixedFrame first = capture.next(LONG).mixed();
            capture.update(stripes);
            Frame frame = capture.next(LONG);
            while (frame.mixed() != null) {
                frame = capture.next(LONG);
            }
            assertIsWholePicture(frame);
            capture.update(mixed);
            while (frame.mixed() == null) {
                frame = capture.next(LONG);
            }
            assertThat(frame.mixed().first()).isTrue();
            assertThat(frame.mixed().epoch()).isGreaterThan(first.epoch());
            assertThat(frame.mixed().id()).isGreaterThan(first.id());
        }
    }

    @Test
    void updateHoldsFromTheNextFrames() {
        CaptureSettings settings = synthetic().build();
        try (FrameReader capture = FrameReader.open(settings)) {
            capture.next(LONG);
            CaptureSettings other = settings.toBuilder().mode(CaptureMode.H264).height(160).build();
            capture.update(other);
            assertThat(capture.settings()).isEqualTo(other);
            Frame frame = capture.next(LONG);
            assertThat(frame.height()).isEqualTo(160);
            assertThat(frame).isNotEmpty().allMatch(stripe -> stripe.codec() == Codec.H264);
            assertIsWholePicture(frame);
        }
    }

    @Test
    void updateRefusesWhatChoosesTheSource() {
        CaptureSettings settings = synthetic().build();
        try (FrameReader capture = FrameReader.open(settings)) {
            List<CaptureSettings> others =
                    List.of(
                            settings.toBuilder().source(Source.SCREEN).build(),
                            settings.toBuilder().display(":9").build(),
                            settings.toBuilder().syntheticSeed(2).build(),
                            settings.toBuilder().syntheticChange(3).build());
            List<String> names = List.of("source", "display", "syntheticSeed", "syntheticChange");
            for (int i = 0; i < others.size(); i++) {
                CaptureSettings other = others.get(i);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> capture.update(other))
                        .withMessageStartingWith(names.get(i) + ": cannot change from ");
            }
            assertThat(capture.settings()).isEqualTo(settings);
        }
    }

    @Test
    void updateRefusesARegionOutsideTheSource() {
        CaptureSettings settings = synthetic().build();
        try (FrameReader capture = FrameReader.open(settings)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> capture.update(settings.toBuilder().width(322).build()))
                    .withMessageContaining("width: 322");
            assertThat(capture.settings()).isEqualTo(settings);
            assertThat(capture.next(LONG).width()).isEqualTo(321);
        }
    }

    @Test
    void bytesAreGoneWhenTheNextFrameIsAskedFor() {
        try (FrameReader capture = FrameReader.open(synthetic().build())) {
            Stripe stripe = capture.next(LONG).stripes().get(0);
            assertThat(stripe.wireBytes()).isNotEmpty();
            capture.next(LONG);
            assertThatIllegalStateException()
                    .isThrownBy(stripe::wireBytes)
                    .withMessageContaining("take a copy before the next call of next()");
        }
    }

    @ParameterizedTest
    @EnumSource
    void copiesOutliveTheNextFramesAndTheCapture(Codec codec) {
        List<byte[]> bytes = new ArrayList<>();
        List<Stripe> copies = new ArrayList<>();
        try (FrameReader capture =
                FrameReader.open(synthetic().set("mode", codec.word()).build())) {
            for (long id = 0; id < 10; id++) {
                for (Stripe stripe : capture.next(LONG)) {
                    bytes.add(stripe.wireBytes());
                    copies.add(stripe.copy());
                }
            }
        }
        for (int i = 0; i < copies.size(); i++) {
            assertThat(copies.get(i).wireBytes()).isEqualTo(bytes.get(i));
            assertThat(copies.get(i).wireBuffer()).isEqualTo(ByteBuffer.wrap(bytes.get(i)));
        }
        assertThat(copies.get(copies.size() - 1).frameId()).isEqualTo(9);
    }

    @Test
    void copyHasTheHeaderOfItsStripe() {
        for (WireHeader header : WireHeader.values()) {
            CaptureSettings settings = synthetic().wireHeader(header).build();
            try (FrameReader capture = FrameReader.open(settings)) {
                Stripe stripe = capture.next(LONG).stripes().get(0);
                Stripe copy = stripe.copy();
                assertThat(copy.wireHeader()).isEqualTo(header);
                assertThat(copy.wireBytes()).isEqualTo(stripe.wireBytes());
                assertThat(copy.payload()).isEqualTo(stripe.payload());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void smallBufferGrowsAndLosesNoStripe(Codec codec) {
        CaptureSettings settings = synthetic().set("mode", codec.word()).build();
        try (FrameReader small = FrameReader.open(settings, 64);
                FrameReader large = FrameReader.open(settings, 1 << 20)) {
            for (long id = 0; id < 30; id++) {
                Frame grown = small.next(LONG);
                Frame usual = large.next(LONG);
                assertThat(grown.id()).isEqualTo(id).isEqualTo(usual.id());
                assertThat(grown.stripes()).hasSameSizeAs(usual.stripes());
                for (int i = 0; i < grown.stripes().size(); i++) {
                    assertThat(grown.stripes().get(i).wireBytes())
                            .isEqualTo(usual.stripes().get(i).wireBytes());
                }
            }
            assertThat(small.bufferBytes()).isGreaterThan(64);
            assertThat(large.bufferBytes()).isEqualTo(1 << 20);
        }
    }

    @Test
    void twoCapturesDoNotMixUp() {
        CaptureSettings first = synthetic().build();
        CaptureSettings second =
                synthetic().mode(CaptureMode.H264).width(200).height(100).syntheticSeed(5).build();
        try (FrameReader one = FrameReader.open(first);
                FrameReader two = FrameReader.open(second)) {
            for (long id = 0; id < 30; id++) {
                Frame ofOne = one.next(LONG);
                Frame ofTwo = two.next(LONG);
                assertThat(ofOne.id()).isEqualTo(id);
                assertThat(ofTwo.id()).isEqualTo(id);
                assertStripesAreConsistent(ofOne, Codec.JPEG);
                assertThat(ofTwo.width()).isEqualTo(200);
                assertThat(ofTwo).isNotEmpty().allMatch(stripe -> stripe.codec() == Codec.H264);
            }
        }
    }

    @Test
    void regionMustNotBeLargerThanAPictureCanBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> synthetic().width(16385))
                .withMessage("width: 16385 is out of range, allowed 1..16384");
    }
}

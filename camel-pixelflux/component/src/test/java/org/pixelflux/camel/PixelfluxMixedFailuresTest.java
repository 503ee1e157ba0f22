// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelflux.Frame;
import org.pixelflux.FrameReader;
import org.pixelflux.MixedFrame;
import org.pixelflux.picture.Drawn;
import org.pixelflux.picture.PictureAssembler;
import org.pixelflux.support.Picture;
import org.pixelflux.support.TestLength;

/**
 * A route fails with some frames of a page that scrolls, and pauses leave others out. Whoever
 * applies the rest shows, whenever it is whole, what somebody shows who applies all of them. The
 * test itself says when what was missed is asked for, so that no time counts.
 */
class PixelfluxMixedFailuresTest extends PixelfluxTestSupport {

    private static final Duration LONG = Duration.ofSeconds(60);

    /** All of it is exact. */
    private static final String PAGE =
            "pixelflux:synthetic?mode=mixed&videoRectangles=false&fps=240&syntheticChange=80"
                    + "&syntheticPattern=";

    private static final String SMALL = "&width=320&height=200";

    private final PictureAssembler screen = new PictureAssembler();
    private Predicate<MixedFrame> fails = frame -> false;
    private Consumer<MixedFrame> end = frame -> {};
    private boolean missed;
    private PixelfluxConsumer consumer;
    private ExchangeDelivery delivery;
    private FrameReader capture;

    @AfterEach
    void closeCapture() {
        capture.close();
    }

    private void open(String pattern) {
        PixelfluxEndpoint endpoint = context.getEndpoint(PAGE + pattern, PixelfluxEndpoint.class);
        consumer = new PixelfluxConsumer(endpoint, this::receive);
        consumer.setExceptionHandler(new RecordingExceptionHandler());
        delivery =
                new ExchangeDelivery(
                        consumer, Delivery.FRAME, CaptureMeters.NONE, () -> missed = true);
        capture = FrameReader.open(endpoint.getConfiguration().toSettings());
    }

    private void receive(Exchange exchange) {
        MixedFrame frame = exchange.getMessage().getBody(MixedFrame.class);
        if (fails.test(frame)) {
            throw new IllegalArgumentException("on purpose");
        }
        end.accept(frame);
    }

    private Frame next() {
        Frame frame = capture.next(LONG);
        assertThat(frame.isEmpty()).isFalse();
        assertThat(screen.draw(frame.mixed())).isEqualTo(Drawn.WHOLE);
        return frame;
    }

    private void takeFrame() {
        delivery.take(next(), () -> true);
    }

    /** As a pause does that has begun while the frame was waited for. */
    private void dropFrame() {
        delivery.drop(next());
        delivery.requestMissed(capture);
    }

    private void askForWhatWasMissed() {
        if (missed) {
            missed = false;
            delivery.requestMissed(capture);
        }
    }

    private boolean hasTheLastFrame(PictureAssembler reader) {
        return reader.isWhole() && reader.lastWhole().equals(screen.lastWhole());
    }

    private void assertShowsTheScreen(PictureAssembler reader) {
        assertThat(hasTheLastFrame(reader)).isTrue();
        Picture expected = Picture.of(screen.image());
        assertThat(Picture.of(reader.image()).largestError(expected, expected.area()))
                .as("%s", reader.lastWhole())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"scroll, 1", "scroll57, 2", "text, 3", "sideways, 4"})
    void leaveWhoAppliesTheOthersWithThePicture(String pattern, long seed) {
        int frames = TestLength.of(600, 200);
        int[] drawn = failAtRandom(pattern + SMALL, seed, frames);

        assertThat(drawn[Drawn.WHOLE.ordinal()]).isGreaterThan(frames / 6);
        assertThat(drawn[Drawn.NOTHING.ordinal()]).isGreaterThan(frames / 30);
    }

    /** A refresh of so many pixels may come in parts, of which some fail. */
    @Test
    void leaveWhoAppliesTheOthersWithALargePicture() {
        int frames = TestLength.of(100, 30);
        int[] drawn = failAtRandom("scroll&width=2560&height=1440", 5, frames);

        assertThat(drawn[Drawn.WHOLE.ordinal()]).isGreaterThan(frames / 10);
        assertThat(drawn[Drawn.PART.ordinal()]).isPositive();
    }

    /** How often the reader has drawn what. */
    private int[] failAtRandom(String pattern, long seed, int frames) {
        Random random = new Random(seed);
        int[] percent = {50};
        int[] drawn = new int[Drawn.values().length];
        PictureAssembler reader = new PictureAssembler();
        open(pattern);
        fails =
                frame -> {
                    if (random.nextInt(20) == 0) {
                        percent[0] = random.nextBoolean() ? 0 : random.nextInt(80);
                    }
                    return random.nextInt(100) < percent[0];
                };
        end =
                frame -> {
                    Drawn what = reader.draw(frame);
                    drawn[what.ordinal()]++;
                    if (what == Drawn.WHOLE) {
                        assertShowsTheScreen(reader);
                    }
                };

        for (int i = 0; i < frames; i++) {
            if (random.nextInt(50) == 0) {
                dropFrame();
            } else {
                takeFrame();
            }
            if (random.nextInt(50) == 0) {
                // Somebody has joined.
                capture.requestKeyFrame();
            }
            if (random.nextInt(4) == 0) {
                askForWhatWasMissed();
            }
        }
        fails = frame -> false;
        askForWhatWasMissed();
        for (int i = 0; i < 10 && !hasTheLastFrame(reader); i++) {
            takeFrame();
        }

        assertShowsTheScreen(reader);
        assertThat(consumer.getStatistics().failedExchanges()).isGreaterThan(frames / 20);
        return drawn;
    }

    /** What was asked for somebody else comes again as well. */
    @Test
    void leaveWhoJoinsMeanwhileWithThePicture() {
        PictureAssembler joined = new PictureAssembler();
        int[] left = {3};
        open("scroll" + SMALL);
        for (int i = 0; i < 5; i++) {
            takeFrame();
        }
        fails = frame -> frame.refresh() != null && frame.refresh().fromNothing() && left[0]-- > 0;
        end = joined::draw;

        capture.requestKeyFrame();
        for (int i = 0; i < 10; i++) {
            takeFrame();
            askForWhatWasMissed();
        }

        assertThat(left[0]).as("failures left").isNegative();
        assertShowsTheScreen(joined);
    }
}

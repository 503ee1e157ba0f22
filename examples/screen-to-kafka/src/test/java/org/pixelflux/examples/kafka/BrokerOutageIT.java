// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.pixelflux.camel.PixelfluxConstants;
import org.pixelflux.examples.kafkabroker.LocalBroker;
import org.pixelflux.examples.records.ScreenTopics;
import org.pixelflux.support.Picture;
import org.pixelflux.support.SmoothPicture;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;

/** A real screen, while its broker does not take what is sent. */
class BrokerOutageIT {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static LocalBroker broker;

    private String topic;
    private ScreenTopics topics;
    private XvfbDisplay display;
    private X11Paint paint;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = LocalBroker.start();
    }

    @AfterAll
    static void closeBroker() {
        broker.close();
    }

    @BeforeEach
    void start(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName() + test.getDisplayName();
        topic = name.replaceAll("[^A-Za-z0-9]", "-");
        topics = new ScreenTopics(broker.address(), topic, PATIENCE);
        display = XvfbDisplay.start(WIDTH, HEIGHT);
        paint = new X11Paint(display.name());
    }

    @AfterEach
    void stop() {
        paint.close();
        display.close();
    }

    @Test
    void endsWithTheRightPictureAfterTheBrokerWasAway() throws Exception {
        endsWithTheRightPicture("h264");
    }

    @Tag("nightly")
    @Test
    void endsWithTheRightPictureInModeJpegToo() throws Exception {
        endsWithTheRightPicture("jpeg");
    }

    private void endsWithTheRightPicture(String mode) throws Exception {
        topics = new ScreenTopics(broker.address(), topic, Duration.ofSeconds(3));
        topics.create();
        try (ObservedRoute route = new ObservedRoute(capture(mode), topics);
                StripeReader reader = new StripeReader(topics.brokers(), topics.live());
                StripeViewer viewer = new StripeViewer()) {
            show(picture(1), reader, viewer);
            int before = reader.received().size();

            broker.stop();
            paint.image(0, 0, picture(2));
            await().atMost(PATIENCE).until(() -> route.lost() > 0);
            broker.startAgain();

            show(picture(3), reader, viewer);
            List<ReceivedStripe> after =
                    reader.received().subList(before, reader.received().size());
            assertThat(viewer.gaps()).as("times that something was lost").isPositive();
            assertThat(after)
                    .as("each row begins anew: what comes first after the loss")
                    .filteredOn(stripe -> stripe.frameId() == firstWholeFrame(after))
                    .allMatch(ReceivedStripe::keyFrame);
            assertThat(route.produced()).extracting(this::frameId).isSorted();
        }
    }

    /** No stripe is lost if the broker is away for no longer than the patience of the producer. */
    @Test
    void losesNothingWhenTheBrokerIsAwayForAMoment() throws Exception {
        topics.create();
        try (ObservedRoute route = new ObservedRoute(capture("h264"), topics);
                StripeReader reader = new StripeReader(topics.brokers(), topics.live());
                StripeViewer viewer = new StripeViewer()) {
            show(picture(1), reader, viewer);

            broker.stop();
            broker.startAgain();

            show(picture(2), reader, viewer);
            assertThat(route.lost()).isZero();
            assertThat(viewer.gaps()).isZero();
        }
    }

    @Test
    void goesOnAfterAStripeThatIsTooLarge() throws Exception {
        createTopicFor(20_000);
        topics.create();
        try (ObservedRoute route = new ObservedRoute(capture("jpeg"), topics);
                StripeReader reader = new StripeReader(topics.brokers(), topics.live());
                StripeViewer viewer = new StripeViewer()) {
            show(picture(1), reader, viewer);

            paint.image(0, 64, noise(64));
            await().atMost(PATIENCE).until(() -> route.lost() > 2);
            List<Long> captured =
                    route.produced().stream().map(this::captureNanos).distinct().toList();

            show(picture(2), reader, viewer);
            assertThat(captured.get(captured.size() - 1) - captured.get(captured.size() - 2))
                    .as("from one try to the next, in nanoseconds")
                    .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(900));
        }
    }

    /** Paints it and waits until a viewer of the records sees it. */
    private void show(Picture picture, StripeReader reader, StripeViewer viewer) {
        paint.image(0, 0, picture);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ZERO)
                .until(
                        () -> {
                            reader.poll().forEach(viewer::draw);
                            return viewer.picture().width() == WIDTH
                                    && viewer.picture().worstLumaPsnr(picture, 16) > 36;
                        });
    }

    private String capture(String mode) {
        return String.format(
                Locale.ROOT,
                "pixelflux:screen?display=%s&mode=%s&fps=30&jpegQuality=90&h264Crf=15",
                display.name(),
                mode);
    }

    private void createTopicFor(int bytes) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", topics.brokers()))) {
            NewTopic small =
                    new NewTopic(topics.live(), Optional.of(1), Optional.empty())
                            .configs(Map.of("max.message.bytes", "" + bytes));
            admin.createTopics(List.of(small)).all().get();
        }
    }

    private long frameId(ObservedRoute.Produced stripe) {
        return (long) stripe.headers().get(PixelfluxConstants.FRAME_ID);
    }

    private long captureNanos(ObservedRoute.Produced stripe) {
        return (long) stripe.headers().get(PixelfluxConstants.CAPTURE_TIME);
    }

    /** The id of the first frame all of whose records are there. */
    private static long firstWholeFrame(List<ReceivedStripe> stripes) {
        return stripes.stream()
                .filter(
                        stripe ->
                                stripes.stream()
                                                .filter(o -> o.frameId() == stripe.frameId())
                                                .count()
                                        == stripe.stripeCount())
                .findFirst()
                .orElseThrow()
                .frameId();
    }

    private static Picture picture(int number) {
        return SmoothPicture.coloured(WIDTH, HEIGHT, number);
    }

    private static Picture noise(int height) {
        Random random = new Random(1);
        Picture noise = new Picture(WIDTH, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < WIDTH; x++) {
                noise.set(x, y, random.nextInt());
            }
        }
        return noise;
    }
}

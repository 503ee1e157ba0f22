// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.pixelflux.examples.records.ScreenTopics;
import org.pixelflux.picture.Drawn;
import org.pixelflux.picture.FrameNumber;
import org.pixelflux.relay.RelayFrame;
import org.pixelflux.relay.RelayMessage;
import org.pixelflux.relay.Subscription;
import org.pixelflux.support.MixedReader;
import org.pixelflux.support.Picture;
import org.pixelflux.web.Screen;

/** A gateway without its page, and a viewer that draws the frames in mode mixed that it is sent. */
final class DrawingGateway implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long BUDGET = 4 << 20;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final MixedReader picture = new MixedReader();
    private final Subscription subscription;
    private boolean lacking;
    private int refused;

    /** Returns when the viewer has joined; the session need not be there before. */
    DrawingGateway(String brokers, String topic, String session) throws Exception {
        ScreenTopics topics = new ScreenTopics(brokers, topic);
        topics.create();
        KafkaScreens screens = new KafkaScreens(topics, null);
        context.addRoutes(screens);
        context.getShutdownStrategy().setTimeout(1);
        context.start();
        Optional<Screen> screen =
                await().atMost(PATIENCE).until(() -> screens.find(session), Optional::isPresent);
        subscription = screen.orElseThrow().relay().subscribe(this::take, BUDGET);
    }

    private void take(RelayMessage message, Runnable done) {
        synchronized (this) {
            if (message instanceof RelayFrame frame) {
                Drawn drawn = picture.draw(frame.mixed());
                lacking = drawn == Drawn.NOTHING;
                refused += lacking ? 1 : 0;
            }
        }
        done.run();
    }

    /** As a page asks that lacks something; it does so by itself, this one only here. */
    private synchronized void askIfLacking() {
        FrameNumber since = picture.lastWhole();
        if (lacking && since != null) {
            subscription.requestRefresh(since);
        } else if (lacking) {
            subscription.startOver();
        }
    }

    /** Whether the viewer shows exactly this. */
    boolean shows(Picture expected) {
        askIfLacking();
        synchronized (this) {
            if (!picture.isWhole()) {
                return false;
            }
            Picture shown = picture.picture();
            return shown.width() == expected.width()
                    && shown.height() == expected.height()
                    && shown.largestError(expected, expected.area()) == 0;
        }
    }

    /** The frame that the viewer shows. */
    synchronized FrameNumber shown() {
        return picture.lastWhole();
    }

    /** How many frames it was sent that it could not draw: a relay sends none. */
    synchronized int refused() {
        return refused;
    }

    @Override
    public void close() {
        context.stop();
    }
}

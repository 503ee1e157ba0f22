// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pixelflux.CaptureSettings;
import org.pixelflux.MixedFrame;
import org.pixelflux.picture.FrameNumber;
import org.pixelflux.support.FreePort;
import org.pixelflux.support.SyntheticPicture;

/** A screen in mode mixed that moves, over WebSockets: clients show what the source has. */
class MixedStreamIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int WIDTH = 320;
    private static final int HEIGHT = 176;
    private static final String CAPTURE =
            "pixelflux:synthetic?mode=mixed&usePaintOverQuality=false&syntheticPattern=shift"
                    + "&syntheticChange=50&fps=30"
                    + "&width="
                    + WIDTH
                    + "&height="
                    + HEIGHT;

    private final WebSocketClient sockets = StreamClient.client();
    private final SyntheticPicture source =
            new SyntheticPicture(
                    CaptureSettings.builder()
                            .width(WIDTH)
                            .height(HEIGHT)
                            .syntheticChange(50)
                            .build());
    private int port;
    private PageServer server;

    @BeforeEach
    void startServer() throws Exception {
        port = FreePort.find();
        server = new PageServer(port, CAPTURE);
        server.start();
        sockets.start();
    }

    @AfterEach
    void stopServer() throws Exception {
        sockets.stop();
        server.close();
    }

    private MixedClient connect() throws Exception {
        return MixedClient.connect(sockets, port, source);
    }

    private static void await60(Callable<Boolean> condition) {
        await().atMost(PATIENCE).until(condition);
    }

    @Test
    void whoeverConnectsShowsTheScreen() throws Exception {
        try (MixedClient first = connect()) {
            await60(() -> first.compared() > 60);
            try (MixedClient late = connect()) {
                await60(() -> late.compared() > 60);
                assertThat(late.unusable()).isZero();
            }
            assertThat(first.unusable()).isZero();
            assertThat(first.frameTexts()).as("nothing follows a frame").isEmpty();
        }
    }

    @Test
    void whoIsSlowGetsNothingOldAndShowsTheScreenWhenItHasRoom() throws Exception {
        try (MixedClient fast = connect();
                MixedClient slow = connect()) {
            for (int stop = 0; stop < 3; stop++) {
                int before = slow.compared();
                await60(() -> slow.compared() > before + 10);
                slow.taking(false);
                FrameNumber stopped = slow.lastWhole();
                // Three seconds of frames: more than is let on its way, and than may wait.
                await60(() -> fast.lastWhole().frame() > stopped.frame() + 100);
                slow.forget();
                slow.taking(true);

                await60(
                        () ->
                                slow.frames().stream()
                                        .anyMatch(
                                                frame ->
                                                        frame.refresh() != null
                                                                && !frame.refresh().fromNothing()));
            }
            int before = slow.compared();
            await60(() -> slow.compared() > before + 10);
            assertThat(slow.unusable()).isZero();
            assertThat(fast.unusable()).isZero();
        }
    }

    @Test
    void whoAsksGetsARefreshSinceItsFrameOrSinceNothing() throws Exception {
        try (MixedClient client = connect();
                MixedClient other = connect()) {
            await60(() -> client.compared() > 5 && other.compared() > 5);
            client.forget();
            FrameNumber has = client.lastWhole();
            client.say(
                    "{\"refresh\":{\"epoch\":" + has.epoch() + ",\"frame\":" + has.frame() + "}}");
            await60(() -> hasRefresh(client, false));

            client.forget();
            client.say("{\"keyFrame\":true}");
            await60(() -> hasRefresh(client, true));

            assertThat(client.unusable()).isZero();
            // One that was late has a gap, which a refresh of its own closes.
            assertThat(withoutAGapBefore(other.frames()))
                    .as("costs the others nothing")
                    .isNotEmpty()
                    .allMatch(frame -> frame.refresh() == null);
        }
    }

    private static List<MixedFrame> withoutAGapBefore(List<MixedFrame> frames) {
        return IntStream.range(1, frames.size())
                .filter(i -> frames.get(i).id() == frames.get(i - 1).id() + 1)
                .mapToObj(frames::get)
                .toList();
    }

    private static boolean hasRefresh(MixedClient client, boolean fromNothing) {
        client.compared();
        return client.frames().stream()
                .anyMatch(
                        frame ->
                                frame.refresh() != null
                                        && frame.refresh().fromNothing() == fromNothing);
    }
}

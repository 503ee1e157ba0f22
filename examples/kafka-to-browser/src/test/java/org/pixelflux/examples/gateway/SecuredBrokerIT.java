// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.examples.kafkabroker.SecuredBroker;
import org.pixelflux.examples.support.RunScript;
import org.pixelflux.support.Picture;

/** A broker that wants TLS and SASL, between a screen and its viewer. */
class SecuredBrokerIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** In decibels: two drawings of one picture. */
    private static final double SAME = 30;

    @TempDir private Path directory;

    private final WebSocketClient client = RecordingViewer.client();

    @BeforeEach
    void startClient() throws Exception {
        client.start();
    }

    @AfterEach
    void stopClient() throws Exception {
        client.stop();
    }

    /** A screen that stays as it is has another key frame only when somebody asks. */
    @Test
    @Tag("nightly")
    void bringsViewersThePictureAndWhatTheyAskFor() throws Exception {
        try (SecuredBroker broker = SecuredBroker.start(directory);
                MovingScreen screen = MovingScreen.calm(640, 360)) {
            Programs programs = Programs.of(directory, broker.address(), "secured");
            String config = "--kafka-config=" + broker.client();
            URI stream = URI.create(programs.url().replace("http", "ws") + "stream");
            try (RunScript program =
                            programs.screen(
                                    screen.display(),
                                    "h264",
                                    "--keyframeIntervalSeconds=3600",
                                    config);
                    RunScript gateway = programs.gateway(config);
                    RecordingViewer viewer =
                            RecordingViewer.connect(client, stream, new StripeHistories())) {
                Picture painted = screen.rest();
                // A gateway that has not read of the session yet sends a viewer away.
                await().atMost(PATIENCE).until(() -> viewer.wholeNanos() != 0);
                int connections = viewer.connections();
                await().atMost(PATIENCE)
                        .until(() -> viewer.picture().worstLumaPsnr(painted, 8) > SAME);

                long keyFrames = viewer.keyFrames();
                // The program's reader of requests may come later, and begins with the newest.
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(
                                () -> {
                                    viewer.askForKeyFrame();
                                    return viewer.keyFrames() > keyFrames;
                                });
                assertThat(viewer.connections()).isEqualTo(connections);
                assertThat(viewer.faults()).isZero();
                assertThat(program.errors() + gateway.errors())
                        .doesNotContain(SecuredBroker.PASSWORD);
            }
        }
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.examples.kafkabroker.LocalBroker;
import org.pixelflux.examples.support.RunScript;
import org.pixelflux.web.support.Chromium;
import org.pixelflux.web.support.Painted;
import org.pixelflux.web.support.ViewerPage;

/** A screen, its program, a broker, the gateway, a browser: what it shows. */
class GatewayPictureIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static LocalBroker broker;
    private static Chromium chromium;

    @TempDir private Path elsewhere;
    private Programs programs;
    private Painted screen;

    @BeforeAll
    static void start() throws Exception {
        broker = LocalBroker.start();
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() throws Exception {
        chromium.close();
        broker.close();
    }

    @BeforeEach
    void paint(TestInfo test) throws Exception {
        String name = test.getTestMethod().orElseThrow().getName() + test.getDisplayName();
        programs = Programs.of(elsewhere, broker.address(), name);
        screen = new Painted(1280, 720);
    }

    @AfterEach
    void closeDisplay() {
        screen.close();
    }

    @Test
    void isWhatTheScreenShowsAlsoForWhoComesLate() throws Exception {
        isWhatTheScreenShows("h264");
    }

    @Tag("nightly")
    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "mixed"})
    void isWhatTheScreenShowsInOtherModes(String mode) throws Exception {
        isWhatTheScreenShows(mode);
    }

    private void isWhatTheScreenShows(String mode) throws Exception {
        try (RunScript gateway = programs.gateway();
                ViewerPage early = new ViewerPage(chromium.open(url()));
                RunScript program = screen(mode)) {
            awaitPicture(early);
            screen.recolor(3, 0x3050A0);
            screen.recolor(17, 0x20A080);
            awaitPicture(early);

            try (ViewerPage late = new ViewerPage(chromium.open(url() + "?session=desk"))) {
                awaitPicture(late);
            }
            assertThat(early.stats()).containsEntry("gaps", 0L).containsEntry("decoderErrors", 0L);
            assertThat(gateway.errors()).isEmpty();
            assertThat(program.errors()).isEmpty();
        }
    }

    /** For mode mixed see {@link MixedPicturesIT}. */
    @Tag("nightly")
    @Test
    void isRightAgainWhenTheGatewayWasKilled() throws Exception {
        try (RunScript program = screen("h264")) {
            RunScript gateway = programs.gateway();
            try (ViewerPage page = new ViewerPage(chromium.open(url()))) {
                awaitPicture(page);
                screen.recolor(3, 0x3050A0);
                awaitPicture(page);

                gateway.close();
                screen.recolor(17, 0x20A080);
                gateway = programs.gateway();

                awaitPicture(page);
                screen.recolor(5, 0x3050A0);
                awaitPicture(page);
                assertThat(page.count("connections")).isEqualTo(2);
            } finally {
                gateway.close();
            }
            assertThat(program.errors()).isEmpty();
        }
    }

    @Tag("nightly")
    @Test
    void isRightAgainWhenTheBrokerWasAway() throws Exception {
        try (RunScript program =
                        programs.screen(List.of("--display=" + screen.display(), "--mode=h264"));
                RunScript gateway = programs.gateway();
                ViewerPage page = new ViewerPage(chromium.open(url()))) {
            awaitPicture(page);

            broker.stop();
            screen.recolor(3, 0x3050A0);
            await().atMost(PATIENCE).until(() -> program.errors().contains("lost y="));
            broker.startAgain();

            screen.recolor(17, 0x20A080);
            awaitPicture(page);
            assertThat(page.count("connections")).isEqualTo(1);
            assertThat(page.count("decoderErrors")).isZero();
            assertThat(gateway.errors()).isEmpty();
        }
    }

    @Test
    void isRightAgainWhenTheProgramOfTheScreenWasKilled() throws Exception {
        try (RunScript gateway = programs.gateway();
                ViewerPage page = new ViewerPage(chromium.open(url()))) {
            try (RunScript program = screen("h264")) {
                awaitPicture(page);
                assertThat(program.errors()).isEmpty();
            }
            screen.recolor(3, 0x3050A0);
            try (RunScript again = screen("jpeg")) {
                awaitPicture(page);

                assertThat(page.stats()).containsEntry("mode", "jpeg");
                assertThat(again.errors()).isEmpty();
            }
            assertThat(gateway.errors()).isEmpty();
        }
    }

    @Test
    void isOnlyForWhoKnowsTheToken() throws Exception {
        String token = "token=0123456789abcdef";
        try (RunScript gateway = programs.gateway("--bind=0.0.0.0", "--" + token);
                RunScript program = screen("h264");
                ViewerPage without = new ViewerPage(chromium.open(url()));
                ViewerPage with = new ViewerPage(chromium.open(url() + "#" + token))) {
            awaitPicture(with);

            await().atMost(PATIENCE).until(() -> "refused".equals(without.stats().get("state")));
            assertThat(without.stats()).containsEntry("frames", 0L);
            assertThat(gateway.errors()).contains("refused a viewer");
            assertThat(program.errors()).isEmpty();
        }
    }

    private RunScript screen(String mode) throws Exception {
        return programs.screen(screen.display(), mode);
    }

    private String url() {
        return programs.url();
    }

    private void awaitPicture(ViewerPage page) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(screen.differences(page)).isEmpty());
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.examples.support.RunScript;
import org.pixelflux.support.FreePort;
import org.pixelflux.web.support.Chromium;
import org.pixelflux.web.support.Painted;
import org.pixelflux.web.support.ViewerPage;

/** The program in its usual mode, mixed, in a browser. */
class MixedPageIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String TOKEN = "0123456789abcdef";

    @TempDir private Path elsewhere;

    @Test
    void showsTheScreenAlsoAfterTheProgramWasKilled() throws Exception {
        String port = String.valueOf(FreePort.find());
        String url = "http://localhost:" + port + "/#token=" + TOKEN;
        try (Painted screen = new Painted(1280, 720);
                Chromium chromium = new Chromium()) {
            ViewerPage page;
            try (RunScript program = start(screen, port)) {
                assertThat(program.line()).contains(url);
                page = new ViewerPage(chromium.open(url));
                awaitPicture(screen, page);
                screen.recolor(5, 0x3050A0);
                awaitPicture(screen, page);
            }
            await().atMost(PATIENCE)
                    .until(() -> "connection lost".equals(page.stats().get("state")));
            screen.recolor(5, 0xA05030);
            try (RunScript program = start(screen, port)) {
                assertThat(program.line()).contains(url);
                awaitPicture(screen, page);
                screen.recolor(3, 0x30A050);
                awaitPicture(screen, page);

                assertThat(page.stats())
                        .containsEntry("mode", "mixed")
                        .containsEntry("gaps", 0L)
                        .containsEntry("decoderErrors", 0L);
            }
        }
    }

    private RunScript start(Painted screen, String port) throws IOException {
        return RunScript.start(
                elsewhere, "--display", screen.display(), "--port", port, "--token", TOKEN);
    }

    private static void awaitPicture(Painted screen, ViewerPage page) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(screen.differences(page)).isEmpty());
    }
}

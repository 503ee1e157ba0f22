// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;
import org.pixelflux.FrameReader;
import org.pixelflux.FrameRectangle;
import org.pixelflux.MixedFrame;
import org.pixelflux.RectangleKind;
import org.pixelflux.Source;
import org.pixelflux.SyntheticPattern;
import org.pixelflux.picture.Drawn;
import org.pixelflux.picture.PictureAssembler;
import org.pixelflux.support.FreePort;
import org.pixelflux.support.MixedReader;
import org.pixelflux.support.Picture;
import org.pixelflux.web.support.Chromium;
import org.pixelflux.web.support.SharedChromium;
import org.pixelflux.web.support.ViewerPage;

/**
 * The page's canvas and a reader in Java show the same after each frame of a capture. In most tests
 * frames have no JPEG and no video, which browsers and Java decode with different roundings.
 */
class PageReplayIT {

    private static final int BATCH = 50;

    private static PageServer server;
    @RegisterExtension static final SharedChromium chromium = new SharedChromium();

    @BeforeAll
    static void openServer() throws Exception {
        server = new PageServer(FreePort.find(), "pixelflux:synthetic?width=640&height=100");
        server.start();
    }

    @AfterAll
    static void closeServer() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"TEXT", "SCROLL57"})
    void showsWhatAReaderInJavaShows(SyntheticPattern pattern) throws Exception {
        replay(pattern, 300);
    }

    @Tag("nightly")
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    @ParameterizedTest
    @EnumSource(names = {"TEXT", "SCROLL57", "SIDEWAYS"})
    void showsItForLong(SyntheticPattern pattern) throws Exception {
        replay(pattern, 10_000);
    }

    /**
     * Films: what FFmpeg and the browser decode differs by how they round, and how they spread the
     * colours of four pixels.
     */
    @Test
    void showsFilmsAsFfmpegDecodesThem() throws Exception {
        CaptureSettings settings =
                CaptureSettings.builder()
                        .source(Source.SYNTHETIC)
                        .mode(CaptureMode.MIXED)
                        .videoRectangles(true)
                        .syntheticPattern(SyntheticPattern.FILM)
                        .syntheticChange(80)
                        .width(701)
                        .height(403)
                        .fps(30)
                        .build();
        // All of them first: what takes a quarter of a second from one picture to the next is no
        // film.
        List<byte[]> frames = new ArrayList<>();
        try (FrameReader capture = FrameReader.open(settings)) {
            for (int videos = 0; videos < 100; ) {
                MixedFrame frame = capture.next().mixed();
                for (FrameRectangle rectangle : frame) {
                    videos += rectangle.kind() == RectangleKind.VIDEO ? 1 : 0;
                }
                frames.add(frame.wireBytes());
            }
        }
        MixedReader reader = new MixedReader();
        try (Chromium.Tab page = chromium.open(server.url() + "style.css")) {
            for (int done = 0; done < frames.size(); ) {
                List<String> messages = new ArrayList<>();
                for (int end = Math.min(done + 10, frames.size()); done < end; done++) {
                    byte[] message = frames.get(done);
                    assertThat(reader.draw(MixedFrame.parse(message))).isEqualTo(Drawn.WHOLE);
                    messages.add(Base64.getEncoder().encodeToString(message));
                }
                Object pixels =
                        PageScript.run(
                                page, "replay.js", Map.of("messages", messages, "pixels", true));
                Picture shown =
                        ViewerPage.ofRgba(settings.width(), settings.height(), (String) pixels);
                assertThat(reader.wrongPixels(shown)).isZero();
                assertThat(reader.lossyPixels()).isPositive();
                assertThat(reader.lossyPsnr(shown)).as("after %d frames", done).isGreaterThan(40);
            }
        }
    }

    private static void replay(SyntheticPattern pattern, int frames) throws Exception {
        CaptureSettings settings =
                CaptureSettings.builder()
                        .source(Source.SYNTHETIC)
                        .mode(CaptureMode.MIXED)
                        .videoRectangles(false)
                        .syntheticPattern(pattern)
                        .width(701)
                        .height(403)
                        .fps(240)
                        .build();
        PictureAssembler reader = new PictureAssembler();
        Set<RectangleKind> kinds = EnumSet.noneOf(RectangleKind.class);
        try (FrameReader capture = FrameReader.open(settings);
                Chromium.Tab page = chromium.open(server.url() + "style.css")) {
            for (int done = 0; done < frames; done += BATCH) {
                List<String> messages = new ArrayList<>();
                List<String> expected = new ArrayList<>();
                while (messages.size() < BATCH) {
                    MixedFrame frame = capture.next().mixed();
                    assertThat(reader.draw(frame)).isEqualTo(Drawn.WHOLE);
                    for (FrameRectangle rectangle : frame) {
                        kinds.add(rectangle.kind());
                    }
                    messages.add(Base64.getEncoder().encodeToString(frame.wireBytes()));
                    expected.add(ViewerPage.digest(Picture.of(reader.image())));
                }
                Object shown = PageScript.run(page, "replay.js", Map.of("messages", messages));
                assertThat(shown).as("from frame %d on", done).isEqualTo(expected);
            }
        }
        assertThat(kinds).contains(RectangleKind.EXACT).doesNotContain(RectangleKind.PICTURE);
    }
}

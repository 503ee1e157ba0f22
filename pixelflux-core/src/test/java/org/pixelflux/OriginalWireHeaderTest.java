// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.support.H264Decoder;
import org.pixelflux.support.Picture;
import org.pixelflux.support.WireStripe;

/** One reader of wire header 2 reads what the original gave, and what a capture gives. */
class OriginalWireHeaderTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int WIDTH = 322;

    private final Map<Integer, H264Decoder> decoders = new HashMap<>();

    @AfterEach
    void close() {
        decoders.values().forEach(H264Decoder::close);
    }

    @ParameterizedTest
    @CsvSource({"jpeg.txt, 4", "striped.txt, 10", "full-frame.txt, 5"})
    void readsWhatTheOriginalGave(String file, int stripes) throws IOException {
        List<String> lines = lines(file);
        assertThat(lines).hasSize(stripes);
        for (String line : lines) {
            String[] columns = line.split(" ");
            int frame = Integer.parseInt(columns[1]);
            int reference = Integer.parseInt(columns[4]);

            WireStripe stripe = WireStripe.parse(HexFormat.of().parseHex(columns[5]));

            assertThat(stripe.codec()).isEqualTo(Integer.parseInt(columns[0]));
            assertThat(stripe.frame()).isEqualTo(frame);
            assertThat(stripe.y()).isEqualTo(Integer.parseInt(columns[2]));
            if (stripe.codec() == 1) {
                assertThat(stripe.width()).isEqualTo(WIDTH);
                assertThat(stripe.height()).isEqualTo(Integer.parseInt(columns[3]));
                assertThat(stripe.keyFrame()).isEqualTo(reference == -1);
                assertThat(stripe.predictsFrom()).isEqualTo(reference == -1 ? frame : reference);
            }
            assertIsAPicture(stripe, Integer.parseInt(columns[3]));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "striped", "full-frame"})
    void readsWhatACaptureGives(String form) throws IOException {
        CaptureSettings settings =
                CaptureSettings.builder()
                        .source(Source.SYNTHETIC)
                        .mode(form.equals("jpeg") ? CaptureMode.JPEG : CaptureMode.H264)
                        .h264FullFrame(form.equals("full-frame"))
                        .wireHeader(WireHeader.TWO)
                        .width(WIDTH)
                        .height(500)
                        .syntheticChange(30)
                        .fps(240)
                        .build();
        Map<Integer, Integer> last = new HashMap<>();
        int keyFrames = 0;
        try (FrameReader capture = FrameReader.open(settings)) {
            for (int i = 0; i < 60; i++) {
                if (i == 30) {
                    capture.requestKeyFrame();
                }
                for (Stripe ours : capture.next(LONG)) {
                    assertThat(ours.contentType())
                            .isEqualTo("application/vnd.pixelflux.stripe;header=2");
                    WireStripe stripe = WireStripe.parse(ours.wireBytes());
                    assertThat(stripe.codec()).isEqualTo(ours.codec() == Codec.JPEG ? 0 : 1);
                    assertThat(stripe.frame()).isEqualTo((int) ours.frameId());
                    assertThat(stripe.y()).isEqualTo(ours.y());
                    assertThat(stripe.payload()).isEqualTo(ours.payload());
                    if (stripe.codec() == 1) {
                        assertThat(stripe.width()).isEqualTo(WIDTH);
                        assertThat(stripe.height()).isEqualTo(ours.height());
                        assertThat(stripe.keyFrame()).isEqualTo(ours.keyFrame());
                        assertThat(stripe.predictsFrom())
                                .isEqualTo(ours.keyFrame() ? stripe.frame() : last.get(stripe.y()));
                        last.put(stripe.y(), stripe.frame());
                        keyFrames += stripe.frame() > 0 && stripe.keyFrame() ? 1 : 0;
                    }
                    assertIsAPicture(stripe, ours.height());
                }
            }
        }
        assertThat(keyFrames > 0).isEqualTo(!form.equals("jpeg"));
    }

    private void assertIsAPicture(WireStripe stripe, int height) throws IOException {
        if (stripe.codec() == 0) {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(stripe.payload()));
            assertThat(image.getWidth()).isEqualTo(WIDTH);
            assertThat(image.getHeight()).isEqualTo(height);
            return;
        }
        if (stripe.keyFrame()) {
            H264Decoder before = decoders.put(stripe.y(), new H264Decoder());
            if (before != null) {
                before.close();
            }
        }
        Picture picture = decoders.get(stripe.y()).decode(stripe.payload());
        assertThat(picture.width()).isEqualTo(WIDTH);
        assertThat(picture.height()).isEqualTo(height);
    }

    private static List<String> lines(String file) throws IOException {
        try (InputStream in =
                OriginalWireHeaderTest.class.getResourceAsStream("original/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
        }
    }
}

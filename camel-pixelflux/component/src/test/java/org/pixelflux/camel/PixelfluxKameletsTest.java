// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.camel.PictureProbe.Received;
import org.pixelflux.support.Picture;

/** The Kamelets of the jar, as camel-kamelet and camel-yaml-dsl load them from the class path. */
@Tag("camel-kamelet")
class PixelfluxKameletsTest extends PixelfluxTestSupport {

    private final PictureProbe probe = new PictureProbe();

    @Test
    void pictureSourceGivesPictures() throws Exception {
        route(
                "pictures",
                "kamelet:pixelflux-picture-source?source=synthetic&width=320&height=200&scale=0.5"
                        + "&minInterval=1",
                probe);
        for (int i = 0; i < 3; i++) {
            Received received = probe.next();
            assertThat(received.headers())
                    .containsEntry(PixelfluxConstants.CONTENT_TYPE, "image/png");
            Picture picture = received.picture();
            assertThat(picture.width()).isEqualTo(160);
            assertThat(picture.height()).isEqualTo(100);
        }
    }

    @Test
    void sourceGivesStripesInARouteOfYaml() throws Exception {
        context.getRegistry().bind("probe", probe);
        String route =
                """
                - route:
                    id: stripes
                    from:
                      uri: kamelet:pixelflux-source
                      parameters:
                        source: synthetic
                        width: 320
                        height: 200
                        mode: h264
                      steps:
                        - process:
                            ref: probe
                """;
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString("stripes.camel.yaml", route));
        assertThat(probe.next().headers())
                .containsEntry(PixelfluxConstants.CONTENT_TYPE, "video/h264")
                .containsEntry(PixelfluxConstants.FRAME_WIDTH, 320);
    }

    @Test
    void exampleOfThePageWritesPicturesToFiles(@TempDir Path directory) throws Exception {
        String route =
                PageExample.named("kamelet")
                        .replace("minInterval: 10s", "minInterval: 10\n        source: synthetic")
                        .replace("file:pictures", "file:" + directory);
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString("pictures.camel.yaml", route));
        await().until(() -> !files(directory).isEmpty());
        context.stop();
        String command = "ffprobe -v error -show_entries stream=codec_name,width -of csv=p=0 ";
        Process ffprobe =
                new ProcessBuilder((command + files(directory).get(0)).split(" "))
                        .redirectErrorStream(true)
                        .start();
        String said = new String(ffprobe.getInputStream().readAllBytes(), US_ASCII);
        assertThat(said.strip()).isEqualTo("webp,1920");
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void snapshotActionMakesTheBodyAPicture() throws Exception {
        Exchange exchange =
                template.request(
                        "kamelet:pixelflux-snapshot-action?source=synthetic&width=64&height=48"
                                + "&pictureFormat=jpeg",
                        request -> request.getMessage().setBody("before"));
        Received answer = new Received(exchange.getMessage().getBody(), Map.of());
        assertThat(answer.picture().width()).isEqualTo(64);
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(PixelfluxConstants.CONTENT_TYPE, "image/jpeg");
    }

    /** JBang takes the jars from there. */
    @ParameterizedTest
    @ValueSource(
            strings = {"pixelflux-source", "pixelflux-picture-source", "pixelflux-snapshot-action"})
    void namesTheVersionOfThisJar(String name) throws Exception {
        Object version = ComponentMetadata.read().getMap("component").get("version");
        assertThat(text("/kamelets/" + name + ".kamelet.yaml"))
                .contains("\"mvn:org.pixelflux:camel-pixelflux:" + version + "\"");
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = PixelfluxKameletsTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

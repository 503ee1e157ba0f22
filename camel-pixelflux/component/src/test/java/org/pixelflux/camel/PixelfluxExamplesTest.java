// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.CaptureSettings;
import org.pixelflux.ScreenCapture;
import org.pixelflux.Source;
import org.pixelflux.support.Picture;

/** The examples of the component's page do what they say, on the synthetic picture. */
class PixelfluxExamplesTest {

    private static final int SNAPSHOTS = 5;

    @TempDir private Path directory;

    @Test
    @Tag("camel-xml-io-dsl")
    void writesPicturesAndSnapshotsToFilesInXml() throws Exception {
        assertWritesPicturesAndSnapshotsToFiles("xml", "routes.camel.xml");
    }

    @Test
    @Tag("camel-versions")
    void writesPicturesAndSnapshotsToFilesInYaml() throws Exception {
        assertWritesPicturesAndSnapshotsToFiles("yaml", "routes.camel.yaml");
    }

    private void assertWritesPicturesAndSnapshotsToFiles(String language, String fileName)
            throws Exception {
        String routes =
                PageExample.named(language)
                        // The period is short, so that several are taken within a second.
                        .replace("period=1000", "period=1&amp;repeatCount=" + SNAPSHOTS)
                        .replace("period: 1000", "period: 1\n        repeatCount: " + SNAPSHOTS)
                        .replace("minInterval=1s", "minInterval=10")
                        .replace("minInterval: 1s", "minInterval: 10")
                        .replace("pixelflux:screen", "pixelflux:synthetic")
                        .replace("file:", "file:" + directory + "/");
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString(fileName, routes));
            context.start();

            await().until(() -> images("pictures").size() > 5);
            await().until(() -> images("snapshots").size() == SNAPSHOTS);
        }

        assertThat(images("pictures")).allMatch(file -> file.toString().endsWith(".png"));
        assertThat(images("snapshots")).allMatch(file -> file.toString().endsWith(".png"));
        assertThat(ImageIO.read(images("pictures").get(0).toFile()).getWidth()).isEqualTo(1920);
        assertThat(ImageIO.read(images("snapshots").get(0).toFile()).getHeight()).isEqualTo(1080);
    }

    @Test
    void recordsFilesThatEachCanBePlayed() throws Exception {
        String routes =
                PageExample.named("recording")
                        .replace("pixelflux:screen", "pixelflux:synthetic")
                        .replace("fps: 30", "fps: 30\n        width: 320\n        height: 240")
                        .replace("segmentDuration: 10m", "segmentDuration: 200ms")
                        .replace("file:", "file:" + directory + "/");
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString("recording.camel.yaml", routes));
            context.start();

            await().until(() -> files("recordings", "*.mp4").size() > 2);
        }

        for (Path recording : files("recordings", "*.mp4")) {
            assertThat(complaintsOfFfmpeg(recording)).as("%s", recording).isEmpty();
        }
    }

    /** Of a file that begins in mid-stream it has many. Pictures keep their own times. */
    private static String complaintsOfFfmpeg(Path recording) throws Exception {
        Process ffmpeg =
                new ProcessBuilder(
                                ("ffmpeg -nostdin -v error -i "
                                                + recording
                                                + " -fps_mode passthrough -enc_time_base -1 -f null -")
                                        .split(" "))
                        .redirectErrorStream(true)
                        .start();
        String complaints = new String(ffmpeg.getInputStream().readAllBytes(), US_ASCII);
        assertThat(ffmpeg.waitFor()).as(complaints).isZero();
        return complaints;
    }

    @Test
    @Tag("camel-versions")
    void configuresTheComponentInPropertiesOfCamelMain() throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(PageExample.named("properties")));
        Main main = new Main();
        main.setOverrideProperties(properties);
        main.configure()
                .addRoutesBuilder(
                        new RouteBuilder() {
                            @Override
                            public void configure() {
                                from("pixelflux:synthetic").routeId("r").to("log:stripe?level=OFF");
                            }
                        });
        try {
            main.start();
            PixelfluxConsumer consumer =
                    (PixelfluxConsumer) main.getCamelContext().getRoute("r").getConsumer();

            assertThat(consumer.settings().fps()).isEqualTo(12);
            assertThat(consumer.settings().jpegQuality()).isEqualTo(70);
        } finally {
            main.stop();
        }
    }

    @Test
    void drawsThePicturesOfFramesInJava() throws Exception {
        String routes =
                PageExample.named("mixed")
                        .replace(
                                "pixelflux:screen?mode=mixed&videoRectangles=false",
                                "pixelflux:synthetic?mode=mixed&videoRectangles=false&width=320"
                                        + "&height=200&syntheticPattern=scroll&syntheticChange=0")
                        .replace("bean:", "mock:");
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(PageExample.compiled(routes, directory));
            MockEndpoint recogniser = context.getEndpoint("mock:recogniser", MockEndpoint.class);
            recogniser.expectedMessageCount(2);
            recogniser.whenExchangeReceived(
                    1,
                    exchange -> {
                        throw new IllegalArgumentException("on purpose");
                    });
            context.start();

            // Nothing moves: there is a second one because the first has failed.
            recogniser.assertIsSatisfied(60_000);

            PixelfluxEndpoint endpoint =
                    (PixelfluxEndpoint) context.getRoute("pictures").getEndpoint();
            Picture expected =
                    Picture.of(ScreenCapture.snapshot(endpoint.getConfiguration().toSettings()));
            BufferedImage picture =
                    recogniser.getExchanges().get(1).getMessage().getBody(BufferedImage.class);
            assertThat(Picture.of(picture).largestError(expected, expected.area())).isZero();
        }
    }

    @Test
    void writesAPictureToAFileInJava() throws Exception {
        String routes =
                PageExample.named("pictures")
                        .replace("pixelflux:screen?", "pixelflux:synthetic?syntheticChange=0&")
                        .replace("file:", "file:" + directory + "/");
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(PageExample.compiled(routes, directory));
            context.start();
            await().until(() -> images("pictures").size() == 1);
        }
        BufferedImage picture = ImageIO.read(images("pictures").get(0).toFile());
        assertThat(picture.getWidth()).isEqualTo(1920);
        assertThat(picture.getHeight()).isEqualTo(1080);
    }

    @Test
    void logsWhatChangedInJava() throws Exception {
        String routes =
                PageExample.named("changes")
                        .replace("pixelflux:screen", "pixelflux:synthetic")
                        .replace("settle=500ms", "settle=1ms")
                        .replace(";", ".to(\"mock:logged\");");
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(PageExample.compiled(routes, directory));
            MockEndpoint logged = context.getEndpoint("mock:logged", MockEndpoint.class);
            logged.setMinimumExpectedMessageCount(2);
            context.start();
            logged.assertIsSatisfied(60_000);
        }
    }

    @Test
    void writesStripesThatChangedToFilesInJava() throws Exception {
        String routes =
                PageExample.named("reasons")
                        .replace("screen?", "synthetic?width=320&height=200&fps=60&")
                        .replace("file:", "file:" + directory + "/");
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(PageExample.compiled(routes, directory));
            context.start();

            await().until(() -> images("changes").size() > 20);
        }

        for (Path image : images("changes")) {
            assertThat(ImageIO.read(image.toFile()).getWidth()).as("%s", image).isEqualTo(320);
        }
    }

    @Test
    void waitsForADialogInJava() throws Exception {
        String region = "x=400&y=300&width=480&height=200";
        CaptureSettings settings =
                CaptureSettings.builder()
                        .source(Source.SYNTHETIC)
                        .x(400)
                        .y(300)
                        .width(480)
                        .height(200)
                        .syntheticChange(0)
                        .build();
        Path dialog = Files.createDirectory(directory.resolve("pictures")).resolve("dialog.png");
        BufferedImage shown = ScreenCapture.snapshot(settings);
        ImageIO.write(shown, "png", dialog.toFile());
        String routes =
                PageExample.named("wait")
                        .replace("screen?" + region, "synthetic?syntheticChange=0&" + region)
                        .replace("file:", "file:" + directory + "/")
                        .replace("waitTimeout=10s", "waitTimeout=10")
                        .replace(".log(\"no dialog came\")", ".to(\"mock:none\")");
        try (DefaultCamelContext context = new DefaultCamelContext();
                ProducerTemplate template = context.createProducerTemplate()) {
            context.addRoutes(PageExample.compiled(routes, directory));
            context.start();
            MockEndpoint none = context.getEndpoint("mock:none", MockEndpoint.class);

            template.sendBody("direct:confirm", "");
            assertThat(none.getExchanges()).isEmpty();

            int[] inverted = shown.getRGB(0, 0, 480, 200, null, 0, 480);
            shown.setRGB(0, 0, 480, 200, IntStream.of(inverted).map(rgb -> ~rgb).toArray(), 0, 480);
            ImageIO.write(shown, "png", dialog.toFile());
            template.sendBody("direct:confirm", "");
            assertThat(none.getExchanges()).hasSize(1);
        }
    }

    private List<Path> images(String name) throws IOException {
        return files(name, "*.{jpg,png}");
    }

    private List<Path> files(String name, String pattern) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.exists(directory.resolve(name))) {
            try (DirectoryStream<Path> entries =
                    Files.newDirectoryStream(directory.resolve(name), pattern)) {
                entries.forEach(files::add);
            }
        }
        return files;
    }
}

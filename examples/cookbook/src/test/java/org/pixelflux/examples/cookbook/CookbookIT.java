// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.cookbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.CaptureSettings;
import org.pixelflux.ScreenCapture;
import org.pixelflux.camel.PixelfluxConsumer;
import org.pixelflux.support.FreePort;

/** The recipes that take seconds. */
@Timeout(180)
class CookbookIT {

    private final Screen screen = new Screen();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @TempDir private Path directory;

    @AfterEach
    void end() throws Exception {
        context.close();
        screen.close();
    }

    private void run(Recipe recipe) throws Exception {
        context.addRoutes(recipe.with("pixelflux:screen?", screen.options()).compiled(directory));
        context.start();
    }

    @Test
    void textOfARegionIsRead() throws Exception {
        BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        context.getRegistry().bind("texts", (Processor) e -> texts.add(body(e)));
        screen.write("Total 42 EUR");
        run(new Recipe("text").with("to(\"log:text\")", "process(\"texts\")"));
        await().atMost(Duration.ofMinutes(1)).until(() -> texts.contains("Total 42 EUR"));
        screen.write("Paid at noon");
        await().atMost(Duration.ofMinutes(1)).until(() -> texts.contains("Paid at noon"));
    }

    private static String body(Exchange exchange) {
        return exchange.getMessage().getBody(String.class);
    }

    @Test
    void mosquittoHearsOfWhatMoves() throws Exception {
        int port = FreePort.find();
        Path settings =
                Files.writeString(
                        directory.resolve("mosquitto.conf"),
                        "listener " + port + " 127.0.0.1\nallow_anonymous true\n");
        String here = "-h 127.0.0.1 -p " + port + " -t ";
        Process broker = start("/usr/sbin/mosquitto -c " + settings);
        try {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> start("mosquitto_pub " + here + "up -m 1").waitFor() == 0);
            // Gives up after a minute. Into a pipe it would write in blocks.
            Process subscriber =
                    start("stdbuf -oL mosquitto_sub -d -W 60 " + here + "alerts/# -C 1");
            try (BufferedReader heard = subscriber.inputReader(UTF_8)) {
                assertThat(heard.lines().anyMatch(line -> line.contains("SUBACK"))).isTrue();
                run(
                        new Recipe("alert")
                                .with("localhost:1883", "127.0.0.1:" + port)
                                .with("minInterval=2s", "minInterval=10"));
                PixelfluxConsumer capture =
                        (PixelfluxConsumer) context.getRoutes().get(0).getConsumer();
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> capture.getStatistics().exchanges() == 1);
                screen.fill(0, 0, 320, 240, 0x004080);
                assertThat(heard.lines().filter(line -> line.startsWith("0.")).findAny())
                        .hasValueSatisfying(
                                share ->
                                        assertThat(Double.parseDouble(share))
                                                .isBetween(0.24, 0.26));
            } finally {
                subscriber.destroy();
            }
        } finally {
            context.stop();
            broker.destroy();
            broker.waitFor();
        }
    }

    private static Process start(String command) throws Exception {
        return new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
    }

    @Test
    void screenThatDiffersFromTheApprovedOneIsKept() throws Exception {
        screen.write("Approved");
        Path approved = directory.resolve("approved.png");
        BufferedImage before =
                ScreenCapture.snapshot(CaptureSettings.builder().display(screen.name()).build());
        ImageIO.write(before, "png", approved.toFile());
        run(
                new Recipe("approval")
                        .with("approved.png", approved.toString())
                        .with("file:rejected", "file:" + directory.resolve("rejected")));
        try (ProducerTemplate template = context.createProducerTemplate()) {
            screen.fill(10, 10, 100, 20, 0xFF0000);
            template.sendBody("direct:approve", null);
            assertThat(directory.resolve("rejected")).doesNotExist();
            screen.fill(300, 300, 7, 5, 0xFF0000);
            template.sendBody("direct:approve", null);
        }
        try (Stream<Path> rejected = Files.list(directory.resolve("rejected"))) {
            List<Path> files = rejected.toList();
            assertThat(files).hasSize(1);
            BufferedImage kept = ImageIO.read(files.get(0).toFile());
            assertThat(kept.getRGB(303, 302) & 0xFFFFFF).isEqualTo(0xFF0000);
        }
    }

    @Test
    void modelGetsThePicture() throws Exception {
        BlockingQueue<byte[]> requests = new LinkedBlockingQueue<>();
        HttpServer model =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        model.createContext(
                "/v1/chat/completions",
                exchange -> {
                    requests.add(exchange.getRequestBody().readAllBytes());
                    byte[] answer = "{\"choices\":[]}".getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        model.start();
        try {
            screen.fill(0, 0, Screen.WIDTH, Screen.HEIGHT, 0x204060);
            run(
                    new Recipe("model")
                            .with("localhost:11434", "127.0.0.1:" + model.getAddress().getPort()));
            byte[] request = requests.poll(60, TimeUnit.SECONDS);
            assertThat(request).isNotNull();
            JsonNode content =
                    new ObjectMapper().readTree(request).at("/messages/0/content/1/image_url/url");
            String url = content.asText();
            assertThat(url).startsWith("data:image/png;base64,");
            byte[] picture = Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
            assertThat(image.getWidth()).isEqualTo(Screen.WIDTH / 2);
            assertThat(image.getRGB(100, 100) & 0xFFFFFF).isEqualTo(0x204060);
        } finally {
            model.stop(0);
        }
    }
}

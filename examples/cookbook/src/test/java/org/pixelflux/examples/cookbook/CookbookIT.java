// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.cookbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
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

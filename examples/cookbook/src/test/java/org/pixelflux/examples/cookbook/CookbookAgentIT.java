// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.cookbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.apache.camel.Processor;
import org.apache.camel.component.langchain4j.agent.api.AgentConfiguration;
import org.apache.camel.component.langchain4j.agent.api.AgentWithoutMemory;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The recipe for an agent of LangChain4j, whose model is a stub server. */
@Timeout(300)
@Tag("nightly")
class CookbookAgentIT {

    private static final String ANSWER =
            """
            {"id": "1", "object": "chat.completion", "created": 1, "model": "local", "choices": [
              {"index": 0, "finish_reason": "stop",
               "message": {"role": "assistant", "content": "It asks for a password."}}]}
            """;

    @TempDir private Path directory;

    private final BlockingQueue<byte[]> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    @Test
    void agentTakesThePictureAsItIs() throws Exception {
        HttpServer server = server();
        try (Screen screen = new Screen();
                DefaultCamelContext context = new DefaultCamelContext()) {
            screen.fill(0, 0, Screen.WIDTH, Screen.HEIGHT, 0x204060);
            OpenAiChatModel model =
                    OpenAiChatModel.builder()
                            .baseUrl("http://127.0.0.1:" + server.getAddress().getPort() + "/v1")
                            .apiKey("none")
                            .modelName("local")
                            .build();
            context.getRegistry()
                    .bind(
                            "reader",
                            new AgentWithoutMemory(new AgentConfiguration().withChatModel(model)));
            context.getRegistry()
                    .bind(
                            "answers",
                            (Processor) e -> answers.add(e.getMessage().getBody(String.class)));
            context.addRoutes(
                    new Recipe("agent")
                            .with("pixelflux:screen?", screen.options())
                            .with("to(\"log:answer\")", "process(\"answers\")")
                            .compiled(directory));
            context.start();
            assertThat(answers.poll(60, TimeUnit.SECONDS)).isEqualTo("It asks for a password.");
            context.stop();
        } finally {
            server.stop(0);
        }
        JsonNode content = new ObjectMapper().readTree(requests.remove()).at("/messages/0/content");
        assertThat(content.findValuesAsText("text"))
                .containsExactly("What does this screen ask for?");
        String url = content.findValue("url").asText();
        assertThat(url).startsWith("data:image/png;base64,");
        byte[] picture = Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
        assertThat(image.getWidth()).isEqualTo(Screen.WIDTH / 2);
        assertThat(image.getRGB(100, 100) & 0xFFFFFF).isEqualTo(0x204060);
    }

    private HttpServer server() throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/v1/chat/completions",
                exchange -> {
                    requests.add(exchange.getRequestBody().readAllBytes());
                    byte[] answer = ANSWER.getBytes(UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
        return server;
    }
}

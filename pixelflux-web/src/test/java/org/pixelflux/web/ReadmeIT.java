// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.awaitility.Awaitility;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.support.FreePort;

/** The program that this module's README.md shows, run as its reader would. */
class ReadmeIT {

    private static final Pattern JAVA =
            Pattern.compile("```java\n(.*?public class (\\w+).*?)```", Pattern.DOTALL);

    @TempDir private Path directory;

    @Test
    void showsAScreenToWhoeverKnowsTheToken() throws Exception {
        int port = FreePort.find();
        Process program = start(port);
        try (BufferedReader output = program.inputReader()) {
            String url = output.readLine();
            assertThat(url).startsWith("http://localhost:" + port + "/#token=");
            Awaitility.await().ignoreExceptions().until(() -> page(url).contains("<canvas"));

            WebSocketClient sockets = StreamClient.client();
            sockets.start();
            String token = url.substring(url.indexOf("#token=") + 1);
            try (StreamClient viewer =
                    StreamClient.connect(sockets, port, "http://localhost:" + port, "?" + token)) {
                Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> viewer.stripes() > 3);
            } finally {
                sockets.stop();
            }
        } finally {
            program.destroy();
            program.waitFor();
        }
    }

    /** With a picture that needs no display, and at a free port. */
    private Process start(int port) throws Exception {
        Matcher block = JAVA.matcher(Files.readString(Path.of("README.md")));
        assertThat(block.find()).isTrue();
        assertThat(block.group(1)).contains("pixelflux:screen?", "9001");
        String program =
                block.group(1)
                        .replace("pixelflux:screen?", "pixelflux:synthetic?syntheticChange=100&")
                        .replace("9001", String.valueOf(port));
        Path source = Files.writeString(directory.resolve(block.group(2) + ".java"), program);
        String classPath = System.getProperty("java.class.path");
        int code =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-Xlint:all,-path",
                                "-Werror",
                                "-cp",
                                classPath,
                                "-d",
                                directory.toString(),
                                source.toString());
        assertThat(code).isZero();
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        directory + ":" + classPath,
                        block.group(2));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static String page(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
    }
}

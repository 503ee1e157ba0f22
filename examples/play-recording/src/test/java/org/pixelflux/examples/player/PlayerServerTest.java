// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.player;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.support.FreePort;

/** What is served of a file that is larger than one answer to a browser. */
class PlayerServerTest {

    private final byte[] bytes = new byte[ByteRange.MOST + 1000];

    @TempDir private Path directory;

    private PlayerServer server;

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(bytes);
        Path file = Files.write(directory.resolve("desk.mp4"), bytes);
        server = new PlayerServer(FreePort.find(), file, null);
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<byte[]> get(String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.url("recording.mp4")));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
    }

    @Test
    void whoAsksForNoPartGetsAllOfIt() throws Exception {
        for (HttpResponse<byte[]> answer : List.of(get(), get("Range", "bytes=-5"))) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Accept-Ranges")).hasValue("bytes");
            assertThat(answer.body()).isEqualTo(bytes);
        }
    }

    @Test
    void whoAsksForTheRestGetsAsMuchAsOneAnswerHas() throws Exception {
        HttpResponse<byte[]> answer = get("Range", "bytes=10-");
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.headers().firstValue("Content-Range"))
                .hasValue("bytes 10-" + (ByteRange.MOST + 9) + "/" + bytes.length);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(bytes, 10, ByteRange.MOST + 10));
        assertThat(get("Range", "bytes=" + bytes.length + "-").statusCode()).isEqualTo(416);
    }
}

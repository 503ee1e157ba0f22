// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MjpegStreamTest {

    private final NewestFrame frames = new NewestFrame();
    private final AtomicInteger closes = new AtomicInteger();
    private final MjpegStream stream = new MjpegStream(frames, closed -> closes.incrementAndGet());

    @Test
    void beginsWithTheNewestPicture() {
        frames.set(picture("old"));
        frames.set(picture("newest"));

        assertNext("newest");
    }

    @Test
    void leavesOutWhatASlowClientHasMissed() {
        frames.set(picture("1"));
        next(10);
        frames.set(picture("2"));
        frames.set(picture("3"));

        assertThat(next(part("1").length() - 10)).isEqualTo(part("1").substring(10));
        assertNext("3");
    }

    @Test
    void waitsForThePicture() throws Exception {
        CompletableFuture<Void> read = CompletableFuture.runAsync(() -> assertNext("1"));

        frames.set(picture("1"));

        read.get(30, TimeUnit.SECONDS);
    }

    @Test
    void repeatsAStillPictureSoonAndThenNowAndThen() {
        frames.set(picture("still"));
        assertNext("still");
        long first = System.nanoTime();
        assertNext("still");
        long second = System.nanoTime();
        assertNext("still");
        long third = System.nanoTime();

        Duration timing = Duration.ofMillis(20);
        assertThat(Duration.ofNanos(second - first))
                .isBetween(MjpegStream.ONCE_MORE.minus(timing), MjpegStream.STILL.dividedBy(2));
        assertThat(Duration.ofNanos(third - second)).isGreaterThan(MjpegStream.STILL.minus(timing));
    }

    @Test
    void endsWithTheCapture() throws Exception {
        frames.set(picture("last"));
        assertNext("last");
        assertNext("last");
        CompletableFuture<Integer> end = CompletableFuture.supplyAsync(stream::read);

        frames.end();

        assertThat(end.get(30, TimeUnit.SECONDS)).isEqualTo(-1);
    }

    @Test
    void wakesAReaderThatHangs() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread client =
                new Thread(
                        () -> {
                            stream.read();
                            interrupted.complete(Thread.interrupted());
                        });
        client.start();
        await().until(() -> client.getState() == Thread.State.WAITING);

        stream.interrupt();

        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void tellsOfItsClose() throws IOException {
        stream.close();

        assertThat(closes).hasValue(1);
    }

    private void assertNext(String picture) {
        assertThat(next(part(picture).length())).isEqualTo(part(picture));
    }

    private String next(int length) {
        try {
            return new String(stream.readNBytes(length), US_ASCII);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] picture(String text) {
        return text.getBytes(US_ASCII);
    }

    private static String part(String text) {
        return "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n%s\r\n"
                .formatted(text.length(), text);
    }
}

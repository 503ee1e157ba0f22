// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MjpegStreamTest {

    private volatile boolean capturing = true;
    private final NewestFrame frames = new NewestFrame(() -> capturing);
    private final AtomicInteger closes = new AtomicInteger();
    private final MjpegStream stream =
            new MjpegStream(frames, MjpegStream.STILL, closed -> closes.incrementAndGet());

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

        read.get(60, TimeUnit.SECONDS);
    }

    @Test
    void repeatsAStillPictureSoonAndThenNowAndThen() throws IOException {
        List<Duration> patience = new ArrayList<>();
        NewestFrame still =
                new NewestFrame(() -> true) {
                    private final byte[] picture = picture("still");

                    @Override
                    byte[] after(byte[] seen, Duration waited) {
                        patience.add(waited);
                        return picture;
                    }
                };
        MjpegStream stream = new MjpegStream(still, MjpegStream.STILL, closed -> {});

        for (int i = 0; i < 4; i++) {
            assertThat(stream.readNBytes(part("still").length()))
                    .asString(US_ASCII)
                    .isEqualTo(part("still"));
        }

        assertThat(patience.subList(1, 4))
                .containsExactly(MjpegStream.ONCE_MORE, MjpegStream.STILL, MjpegStream.STILL);
    }

    @Test
    void returnsAPictureThatStaysWhenItHasWaitedSoLong() throws Exception {
        byte[] picture = picture("still");
        frames.set(picture);

        assertThat(frames.after(picture, Duration.ofMillis(1))).isSameAs(picture);
    }

    @Test
    void sendsNoOldPictureWhileNothingIsCaptured() throws Exception {
        frames.set(picture("1"));
        assertNext("1");
        capturing = false;
        CompletableFuture<String> next = new CompletableFuture<>();
        Thread client = new Thread(() -> next.complete(next(part("2").length())));
        client.start();
        await().until(() -> client.getState() == Thread.State.WAITING);

        capturing = true;
        frames.set(picture("2"));

        assertThat(next.get(60, TimeUnit.SECONDS)).isEqualTo(part("2"));
    }

    @Test
    void endsWithTheCapture() throws Exception {
        frames.set(picture("last"));
        assertNext("last");
        assertNext("last");
        CompletableFuture<Integer> end = CompletableFuture.supplyAsync(stream::read);

        frames.end();

        assertThat(end.get(60, TimeUnit.SECONDS)).isEqualTo(-1);
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

        assertThat(interrupted.get(60, TimeUnit.SECONDS)).isTrue();
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
        return String.format(
                Locale.ROOT,
                "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n%s\r\n",
                text.length(),
                text);
    }
}

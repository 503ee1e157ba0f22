// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelflux.CaptureSettings;
import org.pixelflux.ChangeReader;
import org.pixelflux.FrameInput;
import org.pixelflux.PixelfluxException;
import org.pixelflux.Source;
import org.pixelflux.camel.PictureProbe.Received;
import org.pixelflux.support.Picture;
import org.pixelflux.support.SyntheticPicture;

/** {@code operation=wait} on the synthetic source. */
@Tag("camel-versions")
class PixelfluxWaitTest extends PixelfluxTestSupport {

    private static final String REGION = "pixelflux:synthetic?width=320&height=200&fps=240";
    private static final String MOVING = REGION + "&syntheticChange=50&operation=wait";
    private static final String CALM = REGION + "&syntheticChange=0&operation=wait";
    private static final String PUSHED = "pixelflux:frames?input=to-come&operation=wait";

    /** For answers that come. */
    private static final String PATIENT = "&waitTimeout=1m";

    private Message answer(String uri, Object body) {
        Exchange exchange = template.request(uri, request -> request.getMessage().setBody(body));
        if (exchange.getException() != null) {
            throw new AssertionError(exchange.getException());
        }
        return exchange.getMessage();
    }

    private static void assertReached(Message answer, boolean reached) {
        assertThat(answer.getHeaders())
                .containsEntry(PixelfluxConstants.REACHED, reached)
                .containsEntry(PixelfluxConstants.REASON, "keyFrame")
                .containsKeys(PixelfluxConstants.CAPTURE, PixelfluxConstants.EPOCH)
                .containsEntry(PixelfluxConstants.FRAME_WIDTH, 320)
                .containsEntry(PixelfluxConstants.FRAME_HEIGHT, 200)
                .containsEntry(PixelfluxConstants.CONTENT_TYPE, "image/png");
    }

    @Test
    void changeIsTold() throws Exception {
        Message answer = answer(MOVING + PATIENT + "&waitFor=change", "body");
        assertReached(answer, true);
        Picture picture = new Received(answer.getBody(), Map.of()).picture();
        assertThat(picture.width()).isEqualTo(320);
    }

    @Test
    void stillScreenIsStill() {
        assertReached(answer(CALM + PATIENT + "&waitFor=still&waitStill=50", null), true);
    }

    @ParameterizedTest
    @CsvSource({"still&waitStill=20s", "change&waitDifferingPercent=100"})
    void timeoutIsAnAnswerWithAPicture(String waitFor) throws Exception {
        Message answer = answer(MOVING + "&waitTimeout=100&waitFor=" + waitFor, null);
        assertReached(answer, false);
        new Received(answer.getBody(), Map.of()).picture();
    }

    @Test
    void pictureInTheBodyIsFound() throws Exception {
        BufferedImage before = synthetic(0);
        BufferedImage wanted = synthetic(40);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(wanted, "png", file);
        try (FrameInput input = FrameInput.open("to-come");
                AsyncProducer producer =
                        context.getEndpoint(PUSHED + PATIENT + "&waitFor=match&pictureFormat=raw")
                                .createAsyncProducer()) {
            producer.start();
            input.push(before);
            CompletableFuture<Exchange> answer = begin(producer, file.toByteArray());
            assertThat(answer).isNotDone();
            input.push(wanted);
            Message found = answer.get(60, TimeUnit.SECONDS).getMessage();
            assertThat(found.getHeaders()).containsEntry(PixelfluxConstants.REACHED, true);
            assertThat(found.getBody()).isInstanceOf(BufferedImage.class);
            assertReached(answer(PUSHED + PATIENT + "&waitFor=mismatch", before), true);
            assertReached(
                    answer(
                            PUSHED + "&waitFor=mismatch&waitColorTolerance=255&waitTimeout=0",
                            before),
                    false);
        }
    }

    /** A picture of the synthetic source. */
    private static BufferedImage synthetic(int frame) {
        CaptureSettings settings =
                CaptureSettings.builder()
                        .source(Source.SYNTHETIC)
                        .width(320)
                        .height(200)
                        .syntheticChange(50)
                        .build();
        return new SyntheticPicture(settings).at(frame).image();
    }

    @Test
    void keepsNoThreadThatOthersShareAndEndsWithItsProducer() throws Exception {
        AsyncProducer producer =
                context.getEndpoint(CALM + "&waitFor=change&waitTimeout=1h").createAsyncProducer();
        producer.start();
        CompletableFuture<Exchange> first = begin(producer, null);
        CompletableFuture<Exchange> second = begin(producer, null);
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
        producer.stop();
        for (CompletableFuture<Exchange> ended : List.of(first, second)) {
            assertThat(ended.get(60, TimeUnit.SECONDS).getException())
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void endsWithItsProducerBeforeTheFirstPictureToo() throws Exception {
        AsyncProducer producer =
                context.getEndpoint(PUSHED + "&waitFor=change&waitTimeout=1h")
                        .createAsyncProducer();
        producer.start();
        CompletableFuture<Exchange> waiting = begin(producer, null);
        await().atMost(60, TimeUnit.SECONDS).until(PixelfluxWaitTest::isInNext);
        assertThat(waiting).isNotDone();
        producer.stop();
        assertThat(waiting.get(60, TimeUnit.SECONDS).getException())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the producer was stopped");
    }

    private static boolean isInNext() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Stream::of)
                .anyMatch(
                        frame ->
                                frame.getClassName().equals(ChangeReader.class.getName())
                                        && frame.getMethodName().equals("next"));
    }

    @Test
    void screenWithoutAPictureIsAFailedExchangeThatSaysWhatIsMissing() {
        assertThatThrownBy(
                        () ->
                                template.requestBody(
                                        PUSHED + "&waitFor=change&waitTimeout=100", (Object) null))
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has no picture: none came within 5000 ms")
                .hasMessageContaining("push one to the input");
    }

    /** The calling thread comes back. */
    private CompletableFuture<Exchange> begin(AsyncProducer producer, Object body) {
        Exchange exchange = producer.getEndpoint().createExchange();
        exchange.getMessage().setBody(body);
        CompletableFuture<Exchange> done = new CompletableFuture<>();
        assertThat(producer.process(exchange, sync -> done.complete(exchange))).isFalse();
        return done;
    }

    @Test
    void looksAtWhatANamedCaptureCaptures() throws Exception {
        PictureProbe pictures = new PictureProbe();
        route("calm", REGION + "&syntheticChange=0&delivery=picture", pictures);
        pictures.next();
        assertReached(
                answer(
                        "pixelflux:synthetic?operation=wait&waitFor=still&waitStill=10"
                                + "&captureId=calm"
                                + PATIENT,
                        null),
                true);
    }

    @Test
    void routeThatTakesNoFramesKeepsNoWaitWaiting() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        route(
                "stuck",
                REGION + "&syntheticChange=50",
                exchange -> {
                    begun.countDown();
                    assertThat(goOn.await(60, TimeUnit.SECONDS)).isTrue();
                });
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

        assertReached(
                answer(
                        "pixelflux:synthetic?operation=wait&waitFor=change&captureId=stuck"
                                + PATIENT,
                        null),
                true);
        goOn.countDown();
    }

    @Test
    void routeMayWaitForItsOwnScreen() throws Exception {
        PictureProbe answers = new PictureProbe();
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(REGION + "&syntheticChange=50&delivery=picture")
                                .routeId("own")
                                .to(
                                        "pixelflux:synthetic?operation=wait&waitFor=change"
                                                + "&captureId=own"
                                                + PATIENT)
                                .process(answers);
                    }
                });
        for (int i = 0; i < 3; i++) {
            assertThat(answers.next().headers())
                    .containsEntry(PixelfluxConstants.REACHED, true)
                    .containsEntry(PixelfluxConstants.CAPTURE, "own");
        }
    }

    @Test
    void timeoutWithACaptureThatRunsIsAnAnswerOfItsPicture() throws Exception {
        PictureProbe pictures = new PictureProbe();
        route("calm", REGION + "&syntheticChange=0&delivery=picture", pictures);
        Received first = pictures.next();
        Message answer =
                answer(
                        "pixelflux:synthetic?operation=wait&waitFor=change&waitTimeout=50"
                                + "&captureId=calm",
                        null);
        assertReached(answer, false);
        assertThat(answer.getHeaders())
                .containsEntry(PixelfluxConstants.CAPTURE, "calm")
                .containsEntry(
                        PixelfluxConstants.EPOCH,
                        first.header(PixelfluxConstants.EPOCH, Long.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "operation=wait | waitFor: not set, and operation=wait needs it, allowed change,"
                        + " still, match, mismatch",
                "operation=status&waitFor=still | waitFor: has no effect with operation=status",
                "operation=wait&waitFor=still&scale=2 | scale: has no effect with operation=wait",
                "operation=wait&waitFor=rest | waitFor: 'rest' is out of range, allowed change,",
                "operation=wait&waitTimeout=25h | waitTimeout: 90000000 ms is out of range, allowed"
                        + " 0..86400000",
                "operation=wait&waitStill=x | waitStill: 'x' is out of range",
                "operation=wait&waitColorTolerance=256 | waitColorTolerance: 256.0 is out of range,"
                        + " allowed 0..255",
                "operation=wait&waitDifferingPercent=-1 | waitDifferingPercent: -1.0 is out of"
                        + " range, allowed 0..100",
            })
    void wrongOptionsAreRefusedByName(String options, String message) {
        assertThatThrownBy(() -> template.sendBody(REGION + "&" + options, null))
                .hasStackTraceContaining("IllegalArgumentException: " + message);
    }

    @Test
    void bodyThatIsNoPictureIsAFailedExchange() {
        assertThatThrownBy(() -> template.requestBody(CALM + "&waitFor=match", (Object) null))
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the body is no picture");
        assertThatThrownBy(() -> template.requestBody(CALM + "&waitFor=match", (Object) "text"))
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Java cannot read these 4 bytes as an image");
    }

    @Test
    void screenThatCannotBeOpenedIsAFailedExchange() {
        assertThatThrownBy(
                        () ->
                                template.requestBody(
                                        "pixelflux:screen?display=:987654&operation=wait"
                                                + "&waitFor=change",
                                        (Object) null))
                .cause()
                .isInstanceOf(PixelfluxException.class);
    }
}

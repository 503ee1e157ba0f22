// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.ResolveEndpointFailedException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureOption;
import org.pixelflux.CaptureSettings;
import org.pixelflux.RateControl;
import org.pixelflux.Source;
import org.pixelflux.SyntheticPattern;
import org.pixelflux.WatermarkLocation;
import org.pixelflux.support.UnusualValues;

@Tag("camel-versions")
class PixelfluxEndpointTest extends PixelfluxTestSupport {

    /** All that a query may say. */
    static Stream<CaptureOption<?>> options() {
        return CaptureOption.all().stream().filter(option -> option != CaptureOption.SOURCE);
    }

    @ParameterizedTest
    @MethodSource("options")
    void readsEveryOptionFromTheUri(CaptureOption<?> option) {
        String text = UnusualValues.of(option);
        // A location alone would be refused.
        Path watermark = Path.of("watermark.png");
        component().getConfiguration().setWatermarkPath(watermark.toString());

        CaptureSettings settings = settings("pixelflux:screen?" + option.name() + "=" + text);

        assertThat((Object) settings.get(option)).isEqualTo(option.parse(text));
        assertThat(settings)
                .as("every other option keeps its default")
                .isEqualTo(
                        CaptureSettings.builder()
                                .watermarkPath(watermark)
                                .set(option.name(), text)
                                .build());
    }

    /** Every word of the options that have some: Camel converts them by rules of its own. */
    static Stream<Arguments> words() {
        return CaptureOption.all().stream()
                .filter(option -> option != CaptureOption.SOURCE)
                .filter(option -> option.type().isEnum() || option.type() == Boolean.class)
                .flatMap(
                        option ->
                                Stream.of(option.range().split(", "))
                                        .map(word -> Arguments.of(option, word)));
    }

    @ParameterizedTest
    @MethodSource("words")
    void readsEveryWordOfAnOption(CaptureOption<?> option, String word) {
        String uri = "pixelflux:screen?watermarkPath=a.png&" + option.name() + "=" + word;

        assertThat((Object) settings(uri).get(option)).isEqualTo(option.parse(word));
    }

    /** As Camel reads its own. */
    @Test
    void namesWhatHasTakenThePlaceOfAFormerOption() {
        assertThatThrownBy(() -> context.getEndpoint("pixelflux:screen?omitStripeHeaders=true"))
                .hasStackTraceContaining("wireHeader has taken its place, with none for true");
    }

    @Test
    void readsWordsInAnyCase() {
        PixelfluxEndpoint endpoint =
                context.getEndpoint(
                        "pixelflux:Synthetic?mode=H264&captureCursor=TRUE&rateControl=CBR"
                                + "&watermarkPath=a.png&watermarkLocation=bottom-right"
                                + "&syntheticPattern=ScRoLl&delivery=Frame&operation=KEY_FRAME"
                                + "&pictureFormat=JPEG&reconnect=False",
                        PixelfluxEndpoint.class);

        assertThat(endpoint.getConfiguration().toSettings())
                .isEqualTo(
                        CaptureSettings.builder()
                                .source(Source.SYNTHETIC)
                                .mode(CaptureMode.H264)
                                .captureCursor(true)
                                .rateControl(RateControl.CBR)
                                .watermarkPath(Path.of("a.png"))
                                .watermarkLocation(WatermarkLocation.BOTTOM_RIGHT)
                                .syntheticPattern(SyntheticPattern.SCROLL)
                                .build());
        assertThat(endpoint.getDelivery()).isEqualTo(Delivery.FRAME);
        assertThat(endpoint.getOperation()).isEqualTo(PixelfluxOperation.KEY_FRAME);
        assertThat(endpoint.getPictureFormat()).isEqualTo(PictureBody.JPEG);
        assertThat(endpoint.getReconnection().isReconnect()).isFalse();
    }

    @Test
    void readsTheSourceFromThePath() {
        assertThat(settings("pixelflux:screen").source()).isEqualTo(Source.SCREEN);
        assertThat(settings("pixelflux:synthetic").source()).isEqualTo(Source.SYNTHETIC);
        assertThat(settings("pixelflux://synthetic?x=1").source()).isEqualTo(Source.SYNTHETIC);
    }

    @Test
    void hasTheDefaultsOfACapture() {
        assertThat(settings("pixelflux:screen")).isEqualTo(CaptureSettings.builder().build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jpegQuality=101 | jpegQuality: 101 is out of range, allowed 1..100",
                "jpegQuality=0   | jpegQuality: 0 is out of range, allowed 1..100",
                "h264Crf=52      | h264Crf: 52 is out of range, allowed 0..51",
                "fps=0.005        | fps: 0.005 is out of range, allowed 0.01..240",
                "width=0         | width: 0 is out of range, allowed 1..16384",
                "height=0        | height: 0 is out of range, allowed 1..16384",
                "x=-1            | x: -1 is out of range, allowed 0..32767",
                "h264FullColor=1 | h264FullColor: '1' is out of range, allowed false, true",
                "watermarkLocation=middle | watermarkLocation: middle needs watermarkPath, a PNG"
                        + " file",
            })
    void rejectsAValueOutOfItsRange(String parameter, String message) {
        assertThat(rejected("pixelflux:synthetic?" + parameter))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "fps=abc, fps, abc, 0.01..240",
        "jpegQuality=good, jpegQuality, good, 1..100",
        "width=-1, width, -1, 1..16384",
        "height=16385, height, 16385, 1..16384",
        "stripeHeight=100, stripeHeight, 100, multiple of 16",
        "syntheticChange=101, syntheticChange, 101, 0..100",
        "mode=vp8, mode, vp8, 'jpeg, h264, mixed'",
        "watermarkLocation=left, watermarkLocation, left, topLeft",
        "captureCursor=yes, captureCursor, yes, 'false, true'",
        "mode=h264&stripeHeight=48, stripeHeight, 48, 64",
    })
    void namesOptionValueAndRange(String parameters, String option, String value, String range) {
        assertThat(rejected("pixelflux:synthetic?" + parameters))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(option, value, range);
    }

    @Test
    void rejectsAnUnknownSource() {
        assertThat(rejected("pixelflux:webcam"))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("source", "webcam", "screen", "synthetic");
    }

    @Test
    void rejectsAnUnknownOption() {
        assertThatThrownBy(() -> context.getEndpoint("pixelflux:screen?foo=1"))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .hasMessageContaining("Unknown parameters=[{foo=1}]");
    }

    @Test
    void takesValuesFromPlaceholdersAndTheRegistry() {
        context.getPropertiesComponent().addInitialProperty("quality", "77");
        context.getRegistry().bind("rate", 12.5);

        CaptureSettings settings =
                settings("pixelflux:screen?jpegQuality={{quality}}&fps=#bean:rate");

        assertThat(settings.jpegQuality()).isEqualTo(77);
        assertThat(settings.fps()).isEqualTo(12.5);
    }

    @Test
    void beginsWithTheOptionsOfTheComponent() {
        PixelfluxComponent component = component();
        component.getConfiguration().setMode(CaptureMode.H264);
        component.getConfiguration().setFps(25);

        CaptureSettings settings = settings("pixelflux:screen?fps=50");

        assertThat(settings.mode()).isEqualTo(CaptureMode.H264);
        assertThat(settings.fps()).isEqualTo(50);
        assertThat(component.getConfiguration().getFps())
                .as("an endpoint's option leaves the component's alone")
                .isEqualTo(25);
    }

    @Test
    void checksTheOptionsOfTheComponentToo() {
        component().getConfiguration().setH264Crf(99);

        assertThat(rejected("pixelflux:screen"))
                .hasMessage("h264Crf: 99 is out of range, allowed 0..51");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delivery=row       | delivery: 'row' is out of range, allowed stripe, frame",
                "operation=reboot   | operation: 'reboot' is out of range, allowed keyFrame, update,"
                        + " snapshot, wait, pause, resume, status",
                "pictureFormat=gif | pictureFormat: 'gif' is out of range, allowed png, jpeg",
                "reconnectDelay=0   | reconnectDelay: '0' is out of range, allowed 1..3600000 ms, such"
                        + " as 500 or 2s",
                "reconnectMaxDelay=2h | reconnectMaxDelay: '2h' is out of range, allowed 1..3600000 ms,"
                        + " such as 500 or 2s",
                "captureId=         | captureId: '' is not an id; omit the option or give one",
            })
    void rejectsAnOptionOfTheEndpointOutOfItsRange(String parameter, String message) {
        assertThat(rejected("pixelflux:synthetic?" + parameter)).hasMessageContaining(message);
    }

    @Test
    void readsTheOptionsOfTheEndpoint() {
        PixelfluxEndpoint endpoint =
                context.getEndpoint(
                        "pixelflux:synthetic?captureId=desk&delivery=frame&reconnect=false"
                                + "&reconnectDelay=2s&reconnectMaxDelay=1m&operation=keyFrame"
                                + "&pictureFormat=jpeg",
                        PixelfluxEndpoint.class);

        assertThat(endpoint.getCaptureId()).isEqualTo("desk");
        assertThat(endpoint.getDelivery()).isEqualTo(Delivery.FRAME);
        assertThat(endpoint.getReconnection().isReconnect()).isFalse();
        assertThat(endpoint.getReconnection().getReconnectDelay()).isEqualTo(2000);
        assertThat(endpoint.getReconnection().getReconnectMaxDelay()).isEqualTo(60_000);
        assertThat(endpoint.getOperation()).isEqualTo(PixelfluxOperation.KEY_FRAME);
        assertThat(endpoint.getPictureFormat()).isEqualTo(PictureBody.JPEG);
    }

    @Test
    void buildsItsUriFromOptions() throws Exception {
        String uri =
                context.getCamelContextExtension()
                        .getEndpointUriFactory("pixelflux")
                        .buildUri("pixelflux", Map.of("source", "synthetic", "fps", 30));

        assertThat(uri).isEqualTo("pixelflux:synthetic?fps=30");
    }

    private PixelfluxComponent component() {
        return context.getComponent("pixelflux", PixelfluxComponent.class);
    }

    private CaptureSettings settings(String uri) {
        return context.getEndpoint(uri, PixelfluxEndpoint.class).getConfiguration().toSettings();
    }

    /** The reason for which Camel refuses {@code uri}. */
    private Throwable rejected(String uri) {
        ResolveEndpointFailedException refusal =
                catchThrowableOfType(
                        ResolveEndpointFailedException.class, () -> context.getEndpoint(uri));
        assertThat(refusal).as("refusal of %s", uri).isNotNull();
        return refusal.getCause();
    }

    @ParameterizedTest
    @CsvSource({
        "screen?display=:7, x11, :7",
        "x11?display=:7, x11, :7",
        "wayland?display=wayland-5, wayland, wayland-5",
        "synthetic, synthetic, ",
        "frames?input=cam, frames, ",
    })
    void tellsToolsWhereItReads(String address, String protocol, String url) {
        PixelfluxEndpoint endpoint = endpoint(address);
        assertThat(endpoint.getServiceProtocol()).isEqualTo(protocol);
        assertThat(endpoint.getServiceUrl()).isEqualTo(url);
    }

    @Test
    void tellsToolsWhatTheEnvironmentNames() {
        assertThat(endpoint("x11").getServiceUrl()).isEqualTo(System.getenv("DISPLAY"));
        assertThat(endpoint("wayland").getServiceUrl()).isEqualTo(System.getenv("WAYLAND_DISPLAY"));
    }

    private PixelfluxEndpoint endpoint(String address) {
        return context.getEndpoint("pixelflux:" + address, PixelfluxEndpoint.class);
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelflux.support.UnusualValues;

class CaptureSettingsTest {

    /** No option keeps its default. */
    private static final CaptureSettings UNUSUAL = unusual();

    private static CaptureSettings unusual() {
        CaptureSettings.Builder builder = CaptureSettings.builder();
        for (CaptureOption<?> option : CaptureOption.all()) {
            builder.set(option.name(), UnusualValues.of(option));
        }
        return builder.build();
    }

    @Test
    void defaultsAreThoseOfTheTable() {
        CaptureSettings settings = CaptureSettings.builder().build();
        for (CaptureOption<?> option : CaptureOption.all()) {
            assertThat((Object) settings.get(option))
                    .as(option.name())
                    .isEqualTo(option.defaultValue());
        }
        assertThat(settings.source()).isEqualTo(Source.SCREEN);
        assertThat(settings.width()).isZero();
        assertThat(settings.height()).isZero();
        assertThat(settings.toNativeText()).doesNotContain("width=", "height=");
        assertThat(settings.fps()).isEqualTo(60);
        assertThat(settings.mode()).isEqualTo(CaptureMode.JPEG);
        assertThat(settings.jpegQuality()).isEqualTo(85);
        assertThat(settings.h264Crf()).isEqualTo(25);
        assertThat(settings.toString()).isEqualTo("CaptureSettings{}");
    }

    @Test
    void paintOverIsOnByDefaultInModeMixedAlone() {
        CaptureSettings.Builder builder = CaptureSettings.builder();
        for (CaptureMode mode : CaptureMode.values()) {
            CaptureSettings settings = builder.mode(mode).build();
            assertThat(settings.usePaintOverQuality()).isEqualTo(mode == CaptureMode.MIXED);
            assertThat(settings.toNativeText()).doesNotContain("usePaintOver");
        }
        for (boolean wanted : new boolean[] {false, true}) {
            CaptureSettings settings = builder.usePaintOverQuality(wanted).build();
            assertThat(settings.usePaintOverQuality()).isEqualTo(wanted);
            assertThat(settings.toNativeText()).contains("usePaintOverQuality=" + wanted + "\n");
        }
    }

    static List<CaptureOption<?>> options() {
        return CaptureOption.all();
    }

    @ParameterizedTest
    @MethodSource("options")
    void setterAndAccessorMeanTheOption(CaptureOption<?> option) throws Exception {
        // What is a Duration in Java has no unit in its name.
        String method = option.name().replaceAll("Seconds$", "");
        Method accessor = CaptureSettings.class.getMethod(method);
        Object value = accessor.invoke(UNUSUAL);
        assertThat(asText(value)).isEqualTo(UnusualValues.of(option));

        // A location alone would be refused.
        CaptureSettings.Builder builder =
                CaptureSettings.builder().watermarkPath(UNUSUAL.watermarkPath());
        CaptureSettings.Builder.class
                .getMethod(method, accessor.getReturnType())
                .invoke(builder, value);
        CaptureSettings settings = builder.build();
        assertThat(accessor.invoke(settings)).isEqualTo(value);
        for (CaptureOption<?> other : CaptureOption.all()) {
            assertThat((Object) settings.get(other))
                    .as(other.name())
                    .isEqualTo(
                            other == option || other == CaptureOption.WATERMARK_PATH
                                    ? UNUSUAL.get(other)
                                    : other.defaultValue());
        }
    }

    private static String asText(Object value) {
        if (value instanceof Duration duration) {
            return "" + duration.toMillis() / 1000.0;
        }
        return value instanceof OptionWord word ? word.optionValue() : value.toString();
    }

    @Test
    void typesSayTheUnits() {
        CaptureSettings settings =
                CaptureSettings.builder()
                        .keyframeInterval(Duration.ofMillis(4500))
                        .watermarkPath(Path.of("logo.png"))
                        .build();
        assertThat(settings.toNativeText())
                .contains("keyframeIntervalSeconds=4.5\n", "watermarkPath=logo.png\n");
        assertThat(settings.keyframeInterval()).isEqualTo(Duration.ofMillis(4500));
        assertThat(settings.watermarkPath()).isEqualTo(Path.of("logo.png"));
        assertThat(CaptureSettings.builder().build().keyframeInterval()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                CaptureSettings.builder()
                                        .keyframeInterval(Duration.ofSeconds(Long.MAX_VALUE)))
                .withMessageStartingWith("keyframeIntervalSeconds: ")
                .withMessageEndingWith("is out of range, allowed 0..86400");
    }

    @Test
    void nativeSideUnderstandsEveryOptionAsJavaDoes() {
        for (CaptureOption<?> option : CaptureOption.all()) {
            assertThat((Object) UNUSUAL.get(option))
                    .as(option.name() + " must differ from its default to be tested")
                    .isNotEqualTo(option.defaultValue());
        }
        // What needs no display has no part of one.
        CaptureSettings settings =
                UNUSUAL.toBuilder()
                        .source(Source.SYNTHETIC)
                        .monitor("")
                        .windowId(0)
                        .windowTitle("")
                        .build();
        try (FrameReader capture = FrameReader.open(settings)) {
            assertThat(parsed(capture.describe())).isEqualTo(settings);
        }
    }

    @Test
    void nativeTextHasEveryOptionInTableOrder() {
        assertThat(UNUSUAL.toNativeText().lines())
                .containsExactlyElementsOf(
                        CaptureOption.all().stream()
                                .map(option -> option.name() + "=" + UnusualValues.of(option))
                                .toList());
        assertThat(parsed(UNUSUAL.toNativeText())).isEqualTo(UNUSUAL);
    }

    private static CaptureSettings parsed(String text) {
        CaptureSettings.Builder builder = CaptureSettings.builder();
        text.lines()
                .forEach(
                        line -> {
                            int equals = line.indexOf('=');
                            builder.set(line.substring(0, equals), line.substring(equals + 1));
                        });
        return builder.build();
    }

    @Test
    void settersRefuseWithNameValueAndRange() {
        CaptureSettings.Builder builder = CaptureSettings.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.jpegQuality(101))
                .withMessage("jpegQuality: 101 is out of range, allowed 1..100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.set("fps", "fast"))
                .withMessage("fps: 'fast' is not a number, allowed 0.01..240");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.fps(Double.NaN))
                .withMessage("fps: NaN is out of range, allowed 0.01..240");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.set("quality", "1"))
                .withMessageStartingWith("unknown option 'quality', known options: ");
        assertThat(builder.build()).isEqualTo(CaptureSettings.builder().build());
    }

    @Test
    void lowStripesDoNotGoWithH264() {
        CaptureSettings.Builder builder =
                CaptureSettings.builder().mode(CaptureMode.H264).stripeHeight(48);
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage(
                        "stripeHeight: 48 is out of range, allowed with mode=h264: 0 or a multiple"
                                + " of 16 in 64..4096");
        assertThat(builder.mode(CaptureMode.JPEG).build().stripeHeight()).isEqualTo(48);
        assertThat(builder.mode(CaptureMode.H264).stripeHeight(64).build().stripeHeight())
                .isEqualTo(64);
    }

    @ParameterizedTest
    @EnumSource(
            value = Source.class,
            names = {"SYNTHETIC", "FRAMES", "PORTAL"})
    void aPartOfADisplayNeedsADisplay(Source source) {
        Map<String, Consumer<CaptureSettings.Builder>> parts =
                Map.of(
                        "monitor: HDMI-1", builder -> builder.monitor("HDMI-1"),
                        "windowId: 4294967295", builder -> builder.windowId(4294967295L),
                        "windowTitle: xterm", builder -> builder.windowTitle("xterm"));
        parts.forEach(
                (named, part) -> {
                    CaptureSettings.Builder builder =
                            CaptureSettings.builder().source(source).input("cam");
                    part.accept(builder);
                    assertThatIllegalArgumentException()
                            .isThrownBy(builder::build)
                            .withMessage(
                                    named
                                            + " names nothing with source="
                                            + source.optionValue()
                                            + ", allowed with screen, x11 and wayland; leave it"
                                            + " out");
                    assertThat(builder.source(Source.SCREEN).build().source())
                            .isEqualTo(Source.SCREEN);
                });
    }

    @Test
    void aWatermarkLocationNeedsAWatermark() {
        CaptureSettings.Builder builder =
                CaptureSettings.builder().watermarkLocation(WatermarkLocation.TOP_LEFT);
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("watermarkLocation: topLeft needs watermarkPath, a PNG file");
        assertThatIllegalArgumentException()
                .isThrownBy(builder.watermarkLocation(WatermarkLocation.ANIMATED)::build)
                .withMessage("watermarkLocation: animated needs watermarkPath, a PNG file");
        assertThat(builder.watermarkPath(Path.of("logo.png")).build().watermarkPath())
                .isEqualTo(Path.of("logo.png"));
        assertThat(builder.watermarkLocation(WatermarkLocation.NONE).build().watermarkLocation())
                .isEqualTo(WatermarkLocation.NONE);
    }

    @Test
    void settingsAreAValue() {
        CaptureSettings copy = UNUSUAL.toBuilder().build();
        assertThat(copy).isEqualTo(UNUSUAL).hasSameHashCodeAs(UNUSUAL);
        CaptureSettings.Builder builder = UNUSUAL.toBuilder();
        CaptureSettings other = builder.fps(30).build();
        builder.fps(31);
        assertThat(other).isNotEqualTo(UNUSUAL);
        assertThat(other.fps()).isEqualTo(30);
        assertThat(UNUSUAL.fps()).isEqualTo(60.25);
        assertThat(CaptureSettings.builder().fps(30).mode(CaptureMode.H264).build())
                .hasToString("CaptureSettings{fps=30.0, mode=h264}");
    }
}

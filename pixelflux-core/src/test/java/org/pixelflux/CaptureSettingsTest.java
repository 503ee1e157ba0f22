// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CaptureSettingsTest {

    /** No option keeps its default. */
    private static final CaptureSettings UNUSUAL =
            CaptureSettings.builder()
                    .source(Source.SYNTHETIC)
                    .display(":77.1")
                    .x(3)
                    .y(5)
                    .width(640)
                    .height(358)
                    .autoAdjustSize(true)
                    .fps(29.97)
                    .captureCursor(true)
                    .cursorEvents(true)
                    .mode(Codec.H264)
                    .stripeHeight(128)
                    .jpegQuality(71)
                    .paintOverJpegQuality(91)
                    .jpegAdaptiveStripes(false)
                    .h264Crf(31)
                    .h264PaintOverCrf(21)
                    .h264PaintOverBurstFrames(3)
                    .h264FullColor(true)
                    .h264FullFrame(true)
                    .h264AdaptiveStripes(false)
                    .h264StreamingMode(true)
                    .rateControl(RateControl.CBR)
                    .bitrateKbps(2500)
                    .vbvMultiplier(2.25)
                    .usePaintOverQuality(true)
                    .paintOverTriggerFrames(7)
                    .damageBlockThreshold(11)
                    .damageBlockDuration(13)
                    .keyframeIntervalSeconds(4.5)
                    .encoderThreads(3)
                    .omitStripeHeaders(true)
                    .watermarkPath("src/test/resources/watermark.png")
                    .watermarkLocation(WatermarkLocation.BOTTOM_RIGHT)
                    .syntheticPattern(SyntheticPattern.CHART)
                    .syntheticSeed(-7)
                    .syntheticChange(12.3)
                    .build();

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
        assertThat(settings.mode()).isEqualTo(Codec.JPEG);
        assertThat(settings.jpegQuality()).isEqualTo(85);
        assertThat(settings.h264Crf()).isEqualTo(25);
        assertThat(settings.toString()).isEqualTo("CaptureSettings{}");
    }

    @Test
    void settersAndAccessorsMeanTheSameOption() {
        assertThat(UNUSUAL.source()).isEqualTo(Source.SYNTHETIC);
        assertThat(UNUSUAL.display()).isEqualTo(":77.1");
        assertThat(UNUSUAL.x()).isEqualTo(3);
        assertThat(UNUSUAL.y()).isEqualTo(5);
        assertThat(UNUSUAL.width()).isEqualTo(640);
        assertThat(UNUSUAL.height()).isEqualTo(358);
        assertThat(UNUSUAL.autoAdjustSize()).isTrue();
        assertThat(UNUSUAL.fps()).isEqualTo(29.97);
        assertThat(UNUSUAL.captureCursor()).isTrue();
        assertThat(UNUSUAL.cursorEvents()).isTrue();
        assertThat(UNUSUAL.mode()).isEqualTo(Codec.H264);
        assertThat(UNUSUAL.stripeHeight()).isEqualTo(128);
        assertThat(UNUSUAL.jpegQuality()).isEqualTo(71);
        assertThat(UNUSUAL.paintOverJpegQuality()).isEqualTo(91);
        assertThat(UNUSUAL.jpegAdaptiveStripes()).isFalse();
        assertThat(UNUSUAL.h264Crf()).isEqualTo(31);
        assertThat(UNUSUAL.h264PaintOverCrf()).isEqualTo(21);
        assertThat(UNUSUAL.h264PaintOverBurstFrames()).isEqualTo(3);
        assertThat(UNUSUAL.h264FullColor()).isTrue();
        assertThat(UNUSUAL.h264FullFrame()).isTrue();
        assertThat(UNUSUAL.h264AdaptiveStripes()).isFalse();
        assertThat(UNUSUAL.h264StreamingMode()).isTrue();
        assertThat(UNUSUAL.rateControl()).isEqualTo(RateControl.CBR);
        assertThat(UNUSUAL.bitrateKbps()).isEqualTo(2500);
        assertThat(UNUSUAL.vbvMultiplier()).isEqualTo(2.25);
        assertThat(UNUSUAL.usePaintOverQuality()).isTrue();
        assertThat(UNUSUAL.paintOverTriggerFrames()).isEqualTo(7);
        assertThat(UNUSUAL.damageBlockThreshold()).isEqualTo(11);
        assertThat(UNUSUAL.damageBlockDuration()).isEqualTo(13);
        assertThat(UNUSUAL.keyframeIntervalSeconds()).isEqualTo(4.5);
        assertThat(UNUSUAL.encoderThreads()).isEqualTo(3);
        assertThat(UNUSUAL.omitStripeHeaders()).isTrue();
        assertThat(UNUSUAL.watermarkPath()).isEqualTo("src/test/resources/watermark.png");
        assertThat(UNUSUAL.watermarkLocation()).isEqualTo(WatermarkLocation.BOTTOM_RIGHT);
        assertThat(UNUSUAL.syntheticPattern()).isEqualTo(SyntheticPattern.CHART);
        assertThat(UNUSUAL.syntheticSeed()).isEqualTo(-7);
        assertThat(UNUSUAL.syntheticChange()).isEqualTo(12.3);
    }

    @Test
    void nativeSideUnderstandsEveryOptionAsJavaDoes() {
        for (CaptureOption<?> option : CaptureOption.all()) {
            assertThat((Object) UNUSUAL.get(option))
                    .as(option.name() + " must differ from its default to be tested")
                    .isNotEqualTo(option.defaultValue());
        }
        try (ScreenCapture capture = ScreenCapture.open(UNUSUAL)) {
            assertThat(parsed(capture.describe())).isEqualTo(UNUSUAL);
        }
    }

    @Test
    void nativeTextHasEveryOptionInTableOrder() {
        assertThat(UNUSUAL.toNativeText())
                .isEqualTo(
                        """
                        source=synthetic
                        display=:77.1
                        x=3
                        y=5
                        width=640
                        height=358
                        autoAdjustSize=true
                        fps=29.97
                        captureCursor=true
                        cursorEvents=true
                        mode=h264
                        stripeHeight=128
                        jpegQuality=71
                        paintOverJpegQuality=91
                        jpegAdaptiveStripes=false
                        h264Crf=31
                        h264PaintOverCrf=21
                        h264PaintOverBurstFrames=3
                        h264FullColor=true
                        h264FullFrame=true
                        h264AdaptiveStripes=false
                        h264StreamingMode=true
                        rateControl=cbr
                        bitrateKbps=2500
                        vbvMultiplier=2.25
                        usePaintOverQuality=true
                        paintOverTriggerFrames=7
                        damageBlockThreshold=11
                        damageBlockDuration=13
                        keyframeIntervalSeconds=4.5
                        encoderThreads=3
                        omitStripeHeaders=true
                        watermarkPath=src/test/resources/watermark.png
                        watermarkLocation=bottomRight
                        syntheticPattern=chart
                        syntheticSeed=-7
                        syntheticChange=12.3
                        """);
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
                .withMessage("fps: 'fast' is not a number, allowed 1..240");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.fps(Double.NaN))
                .withMessage("fps: NaN is out of range, allowed 1..240");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.set("quality", "1"))
                .withMessageStartingWith("unknown option 'quality', known options: ");
        assertThat(builder.build()).isEqualTo(CaptureSettings.builder().build());
    }

    @Test
    void lowStripesDoNotGoWithH264() {
        CaptureSettings.Builder builder =
                CaptureSettings.builder().mode(Codec.H264).stripeHeight(48);
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage(
                        "stripeHeight: 48 is out of range, allowed with mode=h264: 0 or a multiple"
                                + " of 16 in 64..4096");
        assertThat(builder.mode(Codec.JPEG).build().stripeHeight()).isEqualTo(48);
        assertThat(builder.mode(Codec.H264).stripeHeight(64).build().stripeHeight()).isEqualTo(64);
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
        assertThat(builder.watermarkPath("logo.png").build().watermarkPath()).isEqualTo("logo.png");
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
        assertThat(UNUSUAL.fps()).isEqualTo(29.97);
        assertThat(CaptureSettings.builder().fps(30).mode(Codec.H264).build())
                .hasToString("CaptureSettings{fps=30.0, mode=h264}");
    }
}

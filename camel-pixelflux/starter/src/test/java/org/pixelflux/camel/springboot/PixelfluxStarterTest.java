// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;
import org.pixelflux.WireHeader;
import org.pixelflux.camel.PixelfluxComponent;
import org.pixelflux.camel.PixelfluxConsumer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application with the starter on its class path. */
@Tag("camel-versions")
@Timeout(600)
class PixelfluxStarterTest {

    @Configuration
    @EnableAutoConfiguration
    static class Application {

        private final AtomicInteger stripes = new AtomicInteger();

        @Bean
        RouteBuilder route() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("pixelflux:synthetic?width=320&height=200")
                            .routeId("desktop")
                            .process(exchange -> stripes.incrementAndGet());
                }
            };
        }

        @Bean
        AtomicInteger stripes() {
            return stripes;
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    @Test
    void capturesWithTheApplicationsProperties() {
        try (ConfigurableApplicationContext application =
                start(
                        "camel.component.pixelflux.mode=h264",
                        "camel.component.pixelflux.h264-crf=31",
                        "camel.component.pixelflux.fps=12.5",
                        "camel.component.pixelflux.stripe-height=64",
                        "camel.component.pixelflux.wire-header=1")) {
            CaptureSettings settings = consumer(application).settings();

            assertThat(settings.mode()).isEqualTo(CaptureMode.H264);
            assertThat(settings.h264Crf()).isEqualTo(31);
            assertThat(settings.fps()).isEqualTo(12.5);
            assertThat(settings.stripeHeight()).isEqualTo(64);
            assertThat(settings.wireHeader()).isEqualTo(WireHeader.ONE);
            assertThat(settings.width()).as("what the URI says").isEqualTo(320);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> application.getBean(AtomicInteger.class).get() > 10);
        }
    }

    @Test
    void hasTheDefaultsOfACaptureWithoutProperties() {
        try (ConfigurableApplicationContext application = start()) {
            assertThat(component(application).getConfiguration().toSettings())
                    .isEqualTo(CaptureSettings.builder().build());
            assertThat(component(application).isHealthCheckConsumerEnabled()).isTrue();
        }
    }

    @Test
    void readsTheWordsOfOptionsAsAUriDoes() {
        assertThatThrownBy(
                        () ->
                                start("camel.component.pixelflux.watermark-location=bottomRight")
                                        .close())
                .hasStackTraceContaining("watermarkLocation: bottomRight needs watermarkPath");
    }

    @Test
    void setsTheOptionsOfTheComponentItself() {
        try (ConfigurableApplicationContext application =
                start(
                        "camel.component.pixelflux.bridge-error-handler=true",
                        "camel.component.pixelflux.health-check-consumer-enabled=false")) {
            assertThat(component(application).isBridgeErrorHandler()).isTrue();
            assertThat(component(application).isHealthCheckConsumerEnabled()).isFalse();
            assertThat(component(application).isAutowiredEnabled()).isTrue();
        }
    }

    @Test
    void leavesTheComponentAloneWhenToldTo() {
        try (ConfigurableApplicationContext application =
                start(
                        "camel.component.pixelflux.customizer.enabled=false",
                        "camel.component.pixelflux.fps=12")) {
            assertThat(consumer(application).settings().fps()).isEqualTo(60);
        }
    }

    @Test
    void doesNotStartWithAValueOutOfItsRange() {
        assertThatThrownBy(() -> start("camel.component.pixelflux.jpeg-quality=101").close())
                .hasStackTraceContaining("jpegQuality: 101 is out of range, allowed 1..100");
    }

    @Test
    void publishesMetersInTheApplicationsRegistry() {
        try (ConfigurableApplicationContext application = start()) {
            MeterRegistry registry = application.getBean(MeterRegistry.class);

            await().atMost(Duration.ofMinutes(1))
                    .until(() -> registry.get("pixelflux.frames").functionCounter().count() > 3);
        }
    }

    private static ConfigurableApplicationContext start(String... properties) {
        SpringApplication application =
                new SpringApplicationBuilder(Application.class)
                        .web(WebApplicationType.NONE)
                        .properties("spring.main.banner-mode=off", "logging.level.root=warn")
                        .properties(properties)
                        .build();
        return application.run();
    }

    private static PixelfluxComponent component(ConfigurableApplicationContext application) {
        return application
                .getBean(CamelContext.class)
                .getComponent("pixelflux", PixelfluxComponent.class);
    }

    private static PixelfluxConsumer consumer(ConfigurableApplicationContext application) {
        return (PixelfluxConsumer)
                application.getBean(CamelContext.class).getRoute("desktop").getConsumer();
    }
}

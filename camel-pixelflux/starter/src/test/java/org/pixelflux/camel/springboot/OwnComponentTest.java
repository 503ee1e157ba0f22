// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pixelflux.camel.PixelfluxComponent;
import org.pixelflux.camel.PixelfluxConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application that configures a component itself. */
@Tag("camel-versions")
@Timeout(600)
class OwnComponentTest {

    @Configuration
    @EnableAutoConfiguration
    static class OwnComponent {
        @Bean
        PixelfluxComponent pixelflux() {
            PixelfluxConfiguration options = new PixelfluxConfiguration();
            options.setDisplay(":7");
            options.setWidth(640);
            PixelfluxComponent component = new PixelfluxComponent();
            component.setConfiguration(options);
            return component;
        }
    }

    @Test
    void keepsWhatTheApplicationsOwnComponentSays() {
        try (ConfigurableApplicationContext application = start(OwnComponent.class)) {
            PixelfluxConfiguration options =
                    application
                            .getBean(CamelContext.class)
                            .getComponent("pixelflux", PixelfluxComponent.class)
                            .getConfiguration();

            assertThat(options.getDisplay()).isEqualTo(":7");
            assertThat(options.getWidth()).isEqualTo(640);
        }
    }

    private static ConfigurableApplicationContext start(Class<?> type) {
        return new SpringApplicationBuilder(type)
                .web(WebApplicationType.NONE)
                .properties("spring.main.banner-mode=off", "logging.level.root=warn")
                .build()
                .run();
    }
}

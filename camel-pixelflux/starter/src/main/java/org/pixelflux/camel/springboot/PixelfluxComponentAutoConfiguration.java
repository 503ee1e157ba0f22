// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel.springboot;

import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.ComponentConfigurationProperties;
import org.apache.camel.spring.boot.util.ConditionalOnCamelContextAndAutoConfigurationBeans;
import org.apache.camel.spring.boot.util.ConditionalOnHierarchicalProperties;
import org.apache.camel.spring.boot.util.HierarchicalPropertiesEvaluator;
import org.pixelflux.camel.PixelfluxComponent;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;

/**
 * Gives each {@link PixelfluxComponent} of the application, under whatever name, the properties
 * {@code camel.component.pixelflux.*}. {@code camel.component.pixelflux.customizer.enabled=false}
 * keeps it from that.
 */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@Conditional(ConditionalOnCamelContextAndAutoConfigurationBeans.class)
@EnableConfigurationProperties({
    ComponentConfigurationProperties.class,
    PixelfluxComponentConfiguration.class
})
@ConditionalOnHierarchicalProperties({"camel.component", "camel.component.pixelflux"})
public class PixelfluxComponentAutoConfiguration {

    private static final String PREFIX = "camel.component.pixelflux";

    @Lazy
    @Bean
    public ComponentCustomizer configurePixelfluxComponent(ApplicationContext application) {
        return new ComponentCustomizer() {
            @Override
            public void configure(String name, Component target) {
                bind(application, (PixelfluxComponent) target);
            }

            @Override
            public boolean isEnabled(String name, Component target) {
                return target instanceof PixelfluxComponent
                        && HierarchicalPropertiesEvaluator.evaluate(
                                application,
                                "camel.component.customizer",
                                "camel.component.pixelflux.customizer");
            }
        };
    }

    /** Only what is set: the component may be one that the application has configured itself. */
    private static void bind(ApplicationContext application, PixelfluxComponent component) {
        Binder binder = Binder.get(application.getEnvironment());
        binder.bind(PREFIX, Bindable.ofInstance(component));
        binder.bind(PREFIX, Bindable.ofInstance(component.getConfiguration()));
    }
}

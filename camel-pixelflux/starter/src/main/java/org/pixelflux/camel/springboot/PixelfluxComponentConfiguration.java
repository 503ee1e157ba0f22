// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel.springboot;

import org.pixelflux.camel.PixelfluxConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The properties {@code camel.component.pixelflux.*}: every option of a capture, which every
 * endpoint begins with, and those of the component itself. It is what editors know the properties
 * from, and what refuses a value that cannot be read.
 */
@ConfigurationProperties(prefix = "camel.component.pixelflux")
public class PixelfluxComponentConfiguration extends PixelfluxConfiguration {

    /** Whether a failure of a capture goes to the error handler of its route. */
    private boolean bridgeErrorHandler;

    /** Whether a producer is started with its first message and not with its route. */
    private boolean lazyStartProducer;

    /** Whether options of the component are looked up in the registry by their type. */
    private boolean autowiredEnabled = true;

    /** Whether consumers tell their health. */
    private boolean healthCheckConsumerEnabled = true;

    /** Whether producers tell their health; those of this component have none to tell. */
    private boolean healthCheckProducerEnabled = true;

    public boolean isBridgeErrorHandler() {
        return bridgeErrorHandler;
    }

    public void setBridgeErrorHandler(boolean bridgeErrorHandler) {
        this.bridgeErrorHandler = bridgeErrorHandler;
    }

    public boolean isLazyStartProducer() {
        return lazyStartProducer;
    }

    public void setLazyStartProducer(boolean lazyStartProducer) {
        this.lazyStartProducer = lazyStartProducer;
    }

    public boolean isAutowiredEnabled() {
        return autowiredEnabled;
    }

    public void setAutowiredEnabled(boolean autowiredEnabled) {
        this.autowiredEnabled = autowiredEnabled;
    }

    public boolean isHealthCheckConsumerEnabled() {
        return healthCheckConsumerEnabled;
    }

    public void setHealthCheckConsumerEnabled(boolean healthCheckConsumerEnabled) {
        this.healthCheckConsumerEnabled = healthCheckConsumerEnabled;
    }

    public boolean isHealthCheckProducerEnabled() {
        return healthCheckProducerEnabled;
    }

    public void setHealthCheckProducerEnabled(boolean healthCheckProducerEnabled) {
        this.healthCheckProducerEnabled = healthCheckProducerEnabled;
    }
}

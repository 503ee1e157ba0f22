// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;

/** The only pixelflux consumer of a context, as JMX shows it. */
record ManagedConsumer(CamelContext context) {

    Object attribute(String name) throws Exception {
        return server().getAttribute(consumerName(), name);
    }

    void operate(String operation) throws Exception {
        server().invoke(consumerName(), operation, new Object[0], new String[0]);
    }

    private ObjectName consumerName() throws Exception {
        return server().queryNames(
                        new ObjectName(
                                "org.apache.camel:type=consumers,context="
                                        + context.getManagementName()
                                        + ",name=PixelfluxConsumer*"),
                        null)
                .iterator()
                .next();
    }

    private MBeanServer server() {
        return context.getManagementStrategy().getManagementAgent().getMBeanServer();
    }
}

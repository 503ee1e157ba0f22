// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class RouteProgramTest {

    private final StringWriter out = new StringWriter();
    private final RouteProgram program = new RouteProgram("program");

    @Test
    void runsUntilARouteEndsIt() throws Exception {
        whenStarted(program::end);

        program.run(new PrintWriter(out), "Started", 0);

        assertThat(out.toString())
                .isEqualTo(String.format(Locale.ROOT, "Started (Ctrl-C ends it)%n"));
    }

    @Test
    void throwsWhatARouteCouldNotGoOnFrom() {
        IOException first = new IOException("disk full");
        whenStarted(
                () -> {
                    program.fail(failed(first));
                    program.fail(failed(new IOException("an echo")));
                });

        assertThatThrownBy(() -> program.run(new PrintWriter(out), "Started", 0)).isSameAs(first);
    }

    private static Exchange failed(Exception cause) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, cause);
        return exchange;
    }

    private void whenStarted(Runnable action) {
        program.add(
                new RouteBuilder() {
                    @Override
                    public void configure() throws Exception {
                        getContext()
                                .addStartupListener(
                                        (context, alreadyStarted) -> {
                                            if (!alreadyStarted) {
                                                action.run();
                                            }
                                        });
                    }
                });
    }
}

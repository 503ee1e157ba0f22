// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** These tests run on several versions of Camel; the build says on which now. */
@Tag("camel-versions")
class CamelVersionTest extends PixelfluxTestSupport {

    @Test
    void isTheOneThatTheBuildNames() {
        assertThat(context.getVersion()).isEqualTo(System.getProperty("pixelflux.test.camel"));
    }
}

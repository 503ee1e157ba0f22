// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import org.apache.camel.RuntimeCamelException;
import org.junit.jupiter.api.Test;

class FailureReasonTest {

    @Test
    void findsTheOptionUnderWhatCamelWrappedAroundIt() {
        Exception ours = new IllegalArgumentException("fps: 0 is out of range, allowed 0.01..240");
        Exception theirs = new IllegalArgumentException("Failed to resolve endpoint", ours);

        assertThat(FailureReason.of(new RuntimeCamelException(theirs)))
                .isEqualTo("fps: 0 is out of range, allowed 0.01..240");
    }

    @Test
    void saysWhatToDoAboutAPortInUse() {
        Exception failure = new RuntimeCamelException(new BindException("Address already in use"));

        assertThat(FailureReason.of(failure, 9001))
                .isEqualTo("port 9001 is in use; choose another by --port");
    }

    @Test
    void takesNoOtherFailureForAPortInUse() {
        Exception failure = new RuntimeCamelException(new BindException("Permission denied"));

        assertThat(FailureReason.of(failure, 80))
                .isEqualTo("port 80 cannot be used: Permission denied");
    }

    @Test
    void showsWhatItDoesNotKnow() {
        assertThat(FailureReason.of(new IllegalStateException("broken")))
                .isEqualTo("java.lang.IllegalStateException: broken");
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pixelflux.FrameFormatException;
import org.pixelflux.picture.FrameNumber;
import org.pixelflux.picture.PictureAssembler;
import org.pixelflux.relay.Relay;
import org.pixelflux.relay.RelayFrame;
import org.pixelflux.relay.RelayMessage;
import org.pixelflux.support.MixedMessage;

/**
 * What a gateway makes of a session's records, and a viewer of that. Where they break a promise, a
 * file has them.
 */
final class FedGateway {

    private final Path broken;
    private final Relay relay = new Relay(request -> {}, (delay, task) -> {});
    private final SessionStream stream = new SessionStream(relay, System::nanoTime);
    private final KeyFrameIndex index = new KeyFrameIndex(() -> 0);
    private final PictureAssembler picture = new PictureAssembler(1 << 20);
    private final List<ScreenRecord> taken = new ArrayList<>();
    private int aside;
    private int shown;
    private Throwable failure;

    /**
     * @param broken where the file goes
     */
    FedGateway(Path broken) {
        this.broken = broken;
        relay.subscribe(this::draw, 1 << 20);
    }

    /** Passes it on or leaves it aside. */
    void take(ScreenRecord record) {
        taken.add(record);
        keepWhatBreaks(
                () -> {
                    try {
                        stream.take(record);
                        index.take(record);
                    } catch (IllegalArgumentException e) {
                        assertThat(e.getMessage()).isNotEmpty();
                        aside++;
                    }
                    assertThat(failure).isNull();
                });
    }

    /** Whatever it has taken, the viewer is shown what comes next. */
    void expectToGoOn() {
        int before = shown;
        byte[] whole = MixedMessage.first(64, 128, 1L << 52, Long.MAX_VALUE).bytes();
        ScreenRecord next = TestRecord.of(whole).build();
        keepWhatBreaks(
                () -> {
                    stream.take(next);
                    assertThat(failure).isNull();
                    assertThat(shown).as("what comes next is shown").isEqualTo(before + 1);
                });
    }

    /** What the viewer has, and may ask for a refresh since. */
    FrameNumber lastWhole() {
        return picture.lastWhole();
    }

    int aside() {
        return aside;
    }

    int shown() {
        return shown;
    }

    /** A viewer refuses what it cannot draw; that of another page may do something else. */
    private void draw(RelayMessage message, Runnable done) {
        shown++;
        try {
            if (message instanceof RelayFrame frame) {
                picture.draw(frame.mixed());
            }
        } catch (FrameFormatException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        done.run();
    }

    private void keepWhatBreaks(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("a gateway fails with the records in " + file(), e);
        }
    }

    private Path file() {
        try {
            return KeptRecords.write(broken, taken);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

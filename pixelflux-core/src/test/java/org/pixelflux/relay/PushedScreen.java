// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Frame;
import org.pixelflux.FrameInput;
import org.pixelflux.FrameReader;
import org.pixelflux.MixedFrame;
import org.pixelflux.RectangleKind;
import org.pixelflux.RefreshRequest;
import org.pixelflux.SendReason;
import org.pixelflux.Source;
import org.pixelflux.support.BusyPicture;
import org.pixelflux.support.Picture;

/**
 * A capture of pictures that are pushed, one for each frame, so that it is known what they show.
 */
final class PushedScreen implements KnownSource {

    private static final String NAME = "relayed";

    /** Which decides nothing: what has not come by then comes later, with what is pushed then. */
    private static final Duration WAIT = Duration.ofMillis(50);

    private final BusyPicture busy;
    private final FrameInput input = FrameInput.open(NAME);
    private final FrameReader capture;
    private final RefreshSource asked;
    private Picture shown;
    private boolean resting;

    PushedScreen(long seed) {
        busy = new BusyPicture(seed);
        capture =
                FrameReader.open(
                        CaptureSettings.builder()
                                .source(Source.FRAMES)
                                .input(NAME)
                                .mode(CaptureMode.MIXED)
                                .autoAdjustSize(true)
                                .fps(60)
                                .build());
        asked = RefreshSource.of(capture);
    }

    @Override
    public void request(RefreshRequest request) {
        asked.request(request);
    }

    @Override
    public @Nullable MixedFrame next() {
        if (!resting) {
            busy.step();
            input.push(busy.picture().image());
        }
        Frame frame = capture.next(WAIT);
        if (frame.isEmpty()) {
            return null;
        }
        // A piece that becomes exact comes before what was pushed meanwhile is looked at.
        if (frame.reason() != SendReason.REFINEMENT) {
            shown = busy.picture().crop(busy.picture().area());
        }
        return frame.mixed().copy();
    }

    @Override
    public Picture picture() {
        return shown;
    }

    @Override
    public int scale() {
        return 50;
    }

    /** Also a film, which has to play for a second before it is taken for one. */
    @Override
    public Set<RectangleKind> kinds() {
        return EnumSet.allOf(RectangleKind.class);
    }

    @Override
    public void rest() {
        resting = true;
    }

    @Override
    public void close() {
        capture.close();
        input.close();
    }
}

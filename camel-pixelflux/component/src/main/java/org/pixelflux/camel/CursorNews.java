// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.pixelflux.Capture;
import org.pixelflux.CursorUpdate;
import org.pixelflux.SendReason;

/** Makes messages of news of the cursor, and says why they come. One thread at a time. */
final class CursorNews {

    private @Nullable CursorUpdate last;
    private OptionalLong lastEpoch = OptionalLong.empty();

    /**
     * What fills the message.
     *
     * @param capture whose cursor it is; null if it was closed meanwhile
     */
    Consumer<Message> of(CursorUpdate update, @Nullable Capture capture) {
        OptionalLong epoch = epoch(capture);
        boolean first = last == null || !epoch.equals(lastEpoch);
        SendReason reason =
                first || isSame(update, last) ? SendReason.KEY_FRAME : SendReason.CHANGE;
        last = update;
        lastEpoch = epoch;
        return message -> PixelfluxMessages.fill(message, update, epoch, reason);
    }

    private static OptionalLong epoch(@Nullable Capture capture) {
        try {
            return capture == null ? OptionalLong.empty() : capture.picture().epoch();
        } catch (IllegalStateException e) {
            return OptionalLong.empty(); // closed meanwhile
        }
    }

    /** Whether it tells nothing new, and so was asked for. */
    private static boolean isSame(CursorUpdate update, @Nullable CursorUpdate before) {
        return before != null
                && update.x() == before.x()
                && update.y() == before.y()
                && update.visible() == before.visible()
                && shapeId(update) == shapeId(before);
    }

    /** 0 if there is no cursor. */
    static int shapeId(CursorUpdate update) {
        return update.shape() == null ? 0 : update.shape().id();
    }
}

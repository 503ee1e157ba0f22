// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** What a {@link ScreenWatch} looks at. */
interface WatchedScreen extends AutoCloseable {

    /**
     * Waits until the picture may have changed. One thread does.
     *
     * @return null at the end
     */
    @Nullable ScreenChange next();

    ScreenPicture picture();

    /** Ends this, and wakes who waits. Any thread; idempotent. */
    @Override
    void close();

    /** A capture that belongs to this, and that nobody else reads. */
    static WatchedScreen of(ChangeReader reader) {
        return new WatchedScreen() {
            @Override
            public @Nullable ScreenChange next() {
                return reader.next();
            }

            @Override
            public ScreenPicture picture() {
                return reader.picture();
            }

            @Override
            public void close() {
                reader.close();
            }
        };
    }

    /** A capture of somebody else, who takes its frames. */
    static WatchedScreen of(ScreenPicture picture) {
        return new Beside(picture);
    }

    /** Looks once for any number of frames that were taken meanwhile. */
    final class Beside implements WatchedScreen {

        private final ScreenPicture picture;
        private final Semaphore taken = new Semaphore(0);
        private final Runnable watcher = taken::release;
        private volatile boolean closed;

        private Beside(ScreenPicture picture) {
            this.picture = picture;
            picture.session().addWatcher(watcher);
        }

        @Override
        public @Nullable ScreenChange next() {
            while (true) {
                taken.acquireUninterruptibly();
                taken.drainPermits();
                if (closed || picture.session().isClosed()) {
                    return null;
                }
                ScreenChange change = picture.changes();
                if (change != null) {
                    return change;
                }
            }
        }

        @Override
        public ScreenPicture picture() {
            return picture;
        }

        @Override
        public void close() {
            closed = true;
            picture.session().removeWatcher(watcher);
            taken.release();
        }
    }
}

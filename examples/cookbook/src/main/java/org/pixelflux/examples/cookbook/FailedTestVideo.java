// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.cookbook;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;
import org.pixelflux.CaptureSettings;
import org.pixelflux.recording.Recording;

/**
 * Records the screen of each test to an MP4 file, with an index of its changes beside it, and
 * deletes them when the test has passed or was aborted. Register it as a static field, so that it
 * begins before what each test opens, and ends after it. A test fails if its screen cannot be
 * recorded.
 */
public final class FailedTestVideo implements BeforeEachCallback, AfterEachCallback {

    private static final ExtensionContext.Namespace OWN =
            ExtensionContext.Namespace.create(FailedTestVideo.class);

    private final Path directory;
    private final CaptureSettings settings;

    /**
     * @param directory gets the videos: {@code CLASS-METHOD-….mp4}, and {@code …-2.mp4} and so on
     *     if the screen's size changes. It is created if need be. Those of the same test's last run
     *     are deleted.
     * @param settings of the captures
     */
    public FailedTestVideo(Path directory, CaptureSettings settings) {
        this.directory = Objects.requireNonNull(directory, "directory");
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        Files.createDirectories(directory);
        String name = name(context);
        delete(name);
        Recording recording = Recording.to(directory.resolve(name + ".mp4"), settings);
        context.getStore(OWN).put(Recording.class, recording);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        Recording recording = context.getStore(OWN).remove(Recording.class, Recording.class);
        if (recording == null) {
            return; // It could not begin, which has failed the test.
        }
        recording.close();
        boolean failed =
                context.getExecutionException()
                        .filter(reason -> !(reason instanceof TestAbortedException))
                        .isPresent();
        if (!failed) {
            delete(name(context));
        }
    }

    /** The same in each run; invocations of one parameterized test have names of their own. */
    private static String name(ExtensionContext context) {
        return String.format(
                Locale.ROOT,
                "%s-%s-%08x",
                context.getRequiredTestClass().getSimpleName(),
                context.getRequiredTestMethod().getName(),
                context.getUniqueId().hashCode());
    }

    private void delete(String name) throws IOException {
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(directory, name + "{,-*}.{mp4,vtt}")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the native library: where the property {@code org.pixelflux.library} points, or else in an
 * artifact of natives. Keeps an account of what was tried for the message of a failure.
 */
final class LibrarySearch {

    static final String LIBRARY_PROPERTY = "org.pixelflux.library";
    static final String TMPDIR_PROPERTY = "org.pixelflux.tmpdir";
    static final String LIBRARY_FILE = "libpixelflux_jni.so";

    /** Beside it; loaded when a Wayland compositor is captured. */
    static final String WAYLAND_FILE = "libpixelflux_wayland.so";

    /** Beside it; loaded when the screen of a desktop is captured. */
    static final String PORTAL_FILE = "libpixelflux_portal.so";

    /** What to do where the JVM denies native access. */
    private static final String NATIVE_ACCESS =
            "; the JVM was told to let nobody load native libraries"
                    + " (--illegal-native-access=deny): start it with"
                    + " --enable-native-access=ALL-UNNAMED, or on the module path with"
                    + " --enable-native-access=org.pixelflux.core";

    private static final String BUNDLES = "META-INF/native/";

    /** Written by the build: the names of the files to extract, a line each. */
    private static final String BUNDLE_LIST = "/files.txt";

    private final List<String> attempts = new ArrayList<>();
    private final List<Throwable> causes = new ArrayList<>();

    /** Nothing could be loaded; the message is complete. */
    static final class Failed extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient List<Throwable> causes;

        private Failed(String message, List<Throwable> causes) {
            super(message);
            this.causes = causes;
        }

        List<Throwable> causes() {
            return causes;
        }
    }

    void load() throws Failed {
        String property = System.getProperty(LIBRARY_PROPERTY);
        boolean loaded =
                property != null && !property.isEmpty() ? loadNamed(property) : loadFromArtifact();
        if (!loaded) {
            throw new Failed(message(), causes);
        }
    }

    /** The message for a library that was loaded but cannot be used. */
    String explain(Throwable cause) {
        attempts.add("loaded, but it does not belong to this version of pixelflux: " + cause);
        return message();
    }

    /** The same for one of another version than this jar. */
    String explainVersions(String library, String jar) {
        attempts.add(
                "loaded, but the library is of version "
                        + library
                        + " and the jar of pixelflux-core of version "
                        + jar
                        + "; use both of one version: unset "
                        + LIBRARY_PROPERTY
                        + " or let it name a library of that build, and keep one jar of"
                        + " pixelflux-core, and pixelflux-natives of its version, on the class"
                        + " path");
        return message();
    }

    private boolean loadNamed(String property) {
        String attempt = LIBRARY_PROPERTY + "=" + property;
        Path file;
        try {
            file = Path.of(property).toAbsolutePath();
        } catch (InvalidPathException e) {
            return failed(attempt, "it is not a path", e);
        }
        if (Files.isDirectory(file)) {
            file = file.resolve(LIBRARY_FILE);
        }
        if (!Files.isRegularFile(file)) {
            return failed(
                    attempt,
                    file + " is not a file; name " + LIBRARY_FILE + " or its directory",
                    null);
        }
        return loadFile(attempt, file);
    }

    private boolean loadFromArtifact() {
        String attempt = "an artifact with the library";
        Optional<NativePlatform> platform = NativePlatform.current();
        if (platform.isEmpty()) {
            return failed(
                    attempt,
                    "there are artifacts for "
                            + NativePlatform.words()
                            + " and this is "
                            + System.getProperty("os.name")
                            + " on "
                            + System.getProperty("os.arch")
                            + "; build the library for it and set "
                            + LIBRARY_PROPERTY,
                    null);
        }
        for (String bundle : platform.get().bundles()) {
            String directory = BUNDLES + bundle;
            try (InputStream list = resource(directory + BUNDLE_LIST)) {
                if (list != null) {
                    return extractAndLoad(
                            directory,
                            new String(list.readAllBytes(), StandardCharsets.UTF_8)
                                    .lines()
                                    .toList());
                }
            } catch (IOException e) {
                return failed(directory, "the jar cannot be read: " + e, e);
            }
        }
        return failed(
                attempt,
                "there is none: " + platform.get().howToGetOne() + ". Or set " + LIBRARY_PROPERTY,
                null);
    }

    /**
     * By the class loader, which looks through every jar and module. A class would look in its own
     * module only.
     */
    private static @Nullable InputStream resource(String name) {
        ClassLoader loader = LibrarySearch.class.getClassLoader();
        return loader == null
                ? ClassLoader.getSystemResourceAsStream(name)
                : loader.getResourceAsStream(name);
    }

    private boolean extractAndLoad(String bundle, List<String> files) {
        String attempt = "the copy in the jar (" + bundle + ")";
        String parent =
                System.getProperty(TMPDIR_PROPERTY, System.getProperty("java.io.tmpdir", "/tmp"));
        Path directory;
        try {
            // No other user may put another library in the place of one of these before it is
            // loaded.
            directory =
                    Files.createTempDirectory(
                            Path.of(parent),
                            "pixelflux-",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rwx------")));
        } catch (IOException | InvalidPathException | UnsupportedOperationException e) {
            return failed(
                    attempt,
                    "no directory can be made in "
                            + parent
                            + " ("
                            + e
                            + "); set "
                            + TMPDIR_PROPERTY
                            + " to a directory that can be written to",
                    e);
        }
        try {
            for (String file : files) {
                extract(bundle + "/" + file, directory.resolve(file));
            }
            return loadFile(
                    attempt + ", extracted to " + directory, directory.resolve(LIBRARY_FILE));
        } catch (IOException e) {
            return failed(
                    attempt,
                    "it cannot be extracted to "
                            + directory
                            + " ("
                            + e
                            + "); set "
                            + TMPDIR_PROPERTY
                            + " to a directory with room",
                    e);
        } finally {
            // What is loaded stays mapped without its file.
            delete(files, directory);
        }
    }

    private static void extract(String name, Path to) throws IOException {
        try (InputStream from = resource(name)) {
            if (from == null) {
                throw new IOException("the jar lists " + name + " but does not have it");
            }
            Files.copy(from, to);
        }
    }

    private static void delete(List<String> files, Path directory) {
        try {
            for (String file : files) {
                Files.deleteIfExists(directory.resolve(file));
            }
            Files.delete(directory);
        } catch (IOException e) {
            // The file stays behind; nothing depends on it, so this is no reason to fail.
            directory.toFile().deleteOnExit();
        }
    }

    private boolean loadFile(String attempt, Path file) {
        try {
            System.load(file.toString());
        } catch (UnsatisfiedLinkError e) {
            return failed(attempt, e.getMessage() + remedy(String.valueOf(e.getMessage())), e);
        } catch (IllegalCallerException e) {
            return failed(attempt, e.getMessage() + NATIVE_ACCESS, e);
        }
        NativeCapture.offerWayland0(file.resolveSibling(WAYLAND_FILE).toString());
        NativeCapture.offerPortal0(file.resolveSibling(PORTAL_FILE).toString());
        return true;
    }

    /** What to do about an error of the dynamic linker. */
    static String remedy(String error) {
        if (error.contains("failed to map segment") || error.contains("Operation not permitted")) {
            return "; the directory is probably mounted noexec: set "
                    + TMPDIR_PROPERTY
                    + " to one that is not";
        }
        if (error.contains("cannot open shared object file")) {
            return "; name a directory that has the library named too, as META-INF/native in the"
                    + " jar does; one whose name does not begin with libpixelflux- is a package of"
                    + " the system";
        }
        if (error.contains("GLIBC") || error.contains("CXXABI")) {
            return "; the library was built for a newer system: build it on this one and set "
                    + LIBRARY_PROPERTY;
        }
        return "; set " + LIBRARY_PROPERTY + " to a " + LIBRARY_FILE + " built for this machine";
    }

    private boolean failed(String attempt, String reason, @Nullable Throwable cause) {
        attempts.add(attempt + ": " + reason);
        if (cause != null) {
            causes.add(cause);
        }
        return false;
    }

    private String message() {
        return "the native library of pixelflux cannot be used. Tried:\n  "
                + String.join("\n  ", attempts);
    }
}

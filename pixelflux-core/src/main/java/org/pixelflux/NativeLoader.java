// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Loads the native library once. The result, good or bad, is kept: a second try would find the same
 * library half loaded.
 */
final class NativeLoader {

    private NativeLoader() {}

    /**
     * @throws PixelfluxException with the code NATIVE_LIBRARY: what was tried, why each failed and
     *     what to do; the causes are suppressed exceptions
     */
    static void ensureLoaded() {
        outcome();
    }

    /** A value of {@link NativeCapture#features0}. */
    static String feature(String name) {
        return outcome().features.getOrDefault(name, "");
    }

    private static Outcome outcome() {
        Outcome outcome = Holder.OUTCOME;
        if (outcome.failure != null) {
            // A new exception each time, so that the stack trace shows who asked.
            PixelfluxException failure =
                    new PixelfluxException(PixelfluxException.Code.NATIVE_LIBRARY, outcome.failure);
            outcome.causes.forEach(failure::addSuppressed);
            throw failure;
        }
        return outcome;
    }

    private record Outcome(
            @Nullable String failure, List<Throwable> causes, Map<String, String> features) {}

    private static final class Holder {

        static final Outcome OUTCOME = load();

        private static Outcome load() {
            LibrarySearch search = new LibrarySearch();
            // Nothing may escape from here: the class would stay broken with a
            // NoClassDefFoundError for every later call.
            try {
                search.load();
                Map<String, String> features = features();
                String library = features.getOrDefault("version", "");
                String jar = jarVersion();
                return library.equals(jar)
                        ? new Outcome(null, List.of(), features)
                        : new Outcome(search.explainVersions(library, jar), List.of(), Map.of());
            } catch (LibrarySearch.Failed e) {
                return new Outcome(e.getMessage(), e.causes(), Map.of());
            } catch (RuntimeException | LinkageError e) {
                return new Outcome(search.explain(e), List.of(e), Map.of());
            }
        }

        /** The build writes it into a file beside this class. */
        private static String jarVersion() {
            try (InputStream version = NativeLoader.class.getResourceAsStream("version.txt")) {
                if (version == null) {
                    throw new IllegalStateException("pixelflux-core has no version.txt");
                }
                return new String(version.readAllBytes(), StandardCharsets.UTF_8).strip();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Map<String, String> features() {
            Map<String, String> features = new HashMap<>();
            NativeCapture.features0()
                    .lines()
                    .forEach(
                            line -> {
                                int equals = line.indexOf('=');
                                features.put(line.substring(0, equals), line.substring(equals + 1));
                            });
            return features;
        }
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pixelflux.CaptureMode;

/**
 * A build of this project, perhaps an older one.
 *
 * @param name such as {@code before}
 * @param commit of the checkout; "unknown" outside one
 * @param sha256 of the jar, which says more than a commit that may have been built long ago
 * @param jar its benchmarks with all that they need, the native library included
 */
public record Build(String name, String commit, String sha256, @JsonIgnore Path jar) {

    private static final String JAR = "benchmarks.jar";

    /**
     * What lies in a folder: a checkout that was built, or a folder with its {@code
     * benchmarks.jar}.
     *
     * @throws IOException saying what is missing
     */
    public static Build in(String name, Path folder) throws IOException {
        List<Path> places =
                List.of(folder.resolve("benchmarks/target").resolve(JAR), folder.resolve(JAR));
        Optional<Path> jar = places.stream().filter(Files::isRegularFile).findFirst();
        if (jar.isEmpty()) {
            throw new IOException(
                    name
                            + " has neither "
                            + places.get(0)
                            + " nor "
                            + places.get(1)
                            + "; a checkout is built with mvn -B -DskipTests package");
        }
        return new Build(name, commit(folder), sha256(jar.get()), jar.get());
    }

    /** Git is only asked where the folder is a checkout itself, not where it lies in another. */
    private static String commit(Path folder) {
        if (!Files.exists(folder.resolve(".git"))) {
            return "unknown";
        }
        String commit = git(folder, "rev-parse", "HEAD");
        if (!commit.matches("[0-9a-f]{40,64}")) {
            return "unknown";
        }
        String changes = git(folder, "status", "--porcelain", "--untracked-files=no");
        return changes.isEmpty() ? commit : commit + " with changes";
    }

    static String git(Path folder, String... arguments) {
        String[] command = new String[arguments.length + 3];
        command[0] = "git";
        command[1] = "-C";
        command[2] = folder.toString();
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        return Programs.output(command).strip();
    }

    private static String sha256(Path jar) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(jar), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** Whether it knows that mode. Older builds know fewer than this one. */
    public boolean has(CaptureMode mode) {
        try (URLClassLoader classes =
                new URLClassLoader(
                        new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Class<?> modes = classes.loadClass(CaptureMode.class.getName());
            return Stream.of(modes.getEnumConstants())
                    .anyMatch(known -> ((Enum<?>) known).name().equals(mode.name()));
        } catch (ClassNotFoundException e) {
            return Tool.hasOneCodec(mode); // a build from before there was another mode
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In one line. */
    public String description() {
        return "commit " + commit + ", SHA-256 of its jar " + sha256;
    }
}

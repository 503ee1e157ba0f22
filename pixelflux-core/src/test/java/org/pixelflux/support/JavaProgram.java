// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class in a JVM of its own, for what can only be tried once in a JVM. */
public final class JavaProgram {

    /** How it ended and what it wrote. */
    public record Result(int exitCode, String output, String errors) {}

    private final List<String> jvmArguments = new ArrayList<>();
    private List<String> launcher = List.of();
    private boolean nativeAccess = true;
    private String classPath = System.getProperty("java.class.path");

    /** Sets a system property of the new JVM. */
    public JavaProgram property(String name, Object value) {
        jvmArguments.add("-D" + name + "=" + value);
        return this;
    }

    /** Adds an option of the new JVM. */
    public JavaProgram argument(String option) {
        jvmArguments.add(option);
        return this;
    }

    /** Leaves out the flag that allows native libraries, which every JVM gets otherwise. */
    public JavaProgram withoutNativeAccess() {
        nativeAccess = false;
        return this;
    }

    /** Lets the new JVM have so much memory in all, its own included. */
    public JavaProgram addressSpace(long bytes) {
        launcher = List.of("/bin/sh", "-c", "ulimit -v " + bytes / 1024 + " && exec \"$@\"", "sh");
        return this;
    }

    /** Replaces the class path of the tests. */
    public JavaProgram classPath(String path) {
        classPath = path;
        return this;
    }

    /** Runs until the program has ended. */
    public Result run(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(launcher);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xcheck:jni");
        if (nativeAccess) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("program-", ".out");
            Path errors = Files.createTempFile("program-", ".err");
            try {
                Process process =
                        new ProcessBuilder(command)
                                .redirectOutput(output.toFile())
                                .redirectError(errors.toFile())
                                .start();
                if (!process.waitFor(120, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException(
                            command + " does not end; it wrote " + Files.readString(errors));
                }
                return new Result(
                        process.exitValue(), Files.readString(output), Files.readString(errors));
            } finally {
                Files.delete(output);
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** A program that answers each line with what it has put out, as {@link CountedOutput} does. */
final class AnsweringProgram implements RunningTool {

    private final String name;
    private final Process process;
    private final PrintStream questions;
    private final BufferedReader answers;

    AnsweringProgram(String name, Process process) {
        this.name = name;
        this.process = process;
        questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public Output output() throws IOException {
        questions.println();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException(name + " has ended; its errors are above");
        }
        long[] counts = Stream.of(line.split(" ")).mapToLong(Long::parseLong).toArray();
        return new Output(counts[0], counts[1], counts[2]);
    }

    @Override
    public void close() {
        Programs.end(process);
    }
}

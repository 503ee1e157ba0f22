// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a Java program under measurement has put out. Each line of standard input is answered by
 * "frames stripes bytes"; the program ends with its input.
 */
final class CountedOutput {

    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong stripes = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /** Answers on a thread of its own, which sleeps until it is asked. */
    void answer() {
        Thread thread = new Thread(this::answerLines, "answers");
        thread.setDaemon(true);
        thread.start();
    }

    private void answerLines() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            while (lines.readLine() != null) {
                System.out.println(frames + " " + stripes + " " + bytes);
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
        Runtime.getRuntime().halt(0);
    }

    void frame(int stripesInIt) {
        frames.incrementAndGet();
        stripes.addAndGet(stripesInIt);
    }

    void bytes(long count) {
        bytes.addAndGet(count);
    }

    /** A stream that counts what it is given and keeps nothing. */
    OutputStream sink() {
        return new OutputStream() {
            @Override
            public void write(int value) {
                bytes(1);
            }

            @Override
            public void write(byte[] values, int offset, int length) {
                bytes(length);
            }
        };
    }
}

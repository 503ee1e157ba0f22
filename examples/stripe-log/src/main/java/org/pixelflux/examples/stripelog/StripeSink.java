// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.stripelog;

import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the stripes end: the CSV and, if wanted, the dump. For one thread at a time. */
final class StripeSink implements Closeable {

    private final Writer csv;
    private final StripeDump dump;

    /**
     * Writes the CSV's header line at once.
     *
     * @param csvFile replaced if it exists; null means standard output
     * @param dumpDirectory created if it does not exist; null means no dump
     */
    StripeSink(Path csvFile, Path dumpDirectory) throws IOException {
        dump = dumpDirectory == null ? null : new StripeDump(dumpDirectory);
        OutputStream out =
                csvFile == null
                        ? new FileOutputStream(FileDescriptor.out)
                        : Files.newOutputStream(csvFile);
        csv = new OutputStreamWriter(out, StandardCharsets.US_ASCII);
        csv.write(StripeLine.HEADER + "\n");
        csv.flush();
    }

    /** Takes one stripe; {@code payload} is its bytes without the wire header and is not kept. */
    void add(StripeLine line, ByteBuffer payload) throws IOException {
        csv.write(line.toCsv() + "\n");
        if (dump != null) {
            dump.write(line, payload);
        }
    }

    /** Writes the lines so far, so that a program that follows the file sees whole frames. */
    void endOfFrame() throws IOException {
        csv.flush();
    }

    @Override
    public void close() throws IOException {
        try (csv) {
            if (dump != null) {
                dump.close();
            }
        }
    }
}

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
import org.pixelflux.CaptureMode;
import org.pixelflux.FrameRectangle;
import org.pixelflux.MixedFrame;

/** Where stripes and frames end: the CSV and, if wanted, the dump. For one thread at a time. */
final class StripeSink implements Closeable {

    private final Writer csv;
    private final StripeDump dump;
    private final FrameDump frames;

    /**
     * Writes the CSV's header line at once.
     *
     * @param mode of the capture: mixed has frames, the others have stripes
     * @param csvFile replaced if it exists; null means standard output
     * @param dumpDirectory created if it does not exist; null means no dump
     */
    StripeSink(CaptureMode mode, Path csvFile, Path dumpDirectory) throws IOException {
        boolean mixed = mode == CaptureMode.MIXED;
        dump = dumpDirectory == null || mixed ? null : new StripeDump(dumpDirectory);
        frames = dumpDirectory == null || !mixed ? null : new FrameDump(dumpDirectory);
        OutputStream out =
                csvFile == null
                        ? new FileOutputStream(FileDescriptor.out)
                        : Files.newOutputStream(csvFile);
        csv = new OutputStreamWriter(out, StandardCharsets.US_ASCII);
        csv.write((mixed ? RectangleLine.HEADER : StripeLine.HEADER) + "\n");
        csv.flush();
    }

    /** Takes one stripe; {@code payload} is its bytes without the wire header and is not kept. */
    void add(StripeLine line, ByteBuffer payload) throws IOException {
        csv.write(line.toCsv() + "\n");
        if (dump != null) {
            dump.write(line, payload);
        }
    }

    /** Takes one frame with mode=mixed, which arrived at that time and is not kept. */
    void add(long monotonicNanos, MixedFrame frame) throws IOException {
        boolean first = true;
        for (FrameRectangle rectangle : frame) {
            int bytes = RectangleLine.bytes(rectangle, first);
            first = false;
            csv.write(
                    new RectangleLine(monotonicNanos, frame.id(), rectangle, bytes).toCsv() + "\n");
        }
        if (frames != null) {
            frames.write(frame);
        }
    }

    /** Writes the lines so far, so that a program that follows the file sees whole frames. */
    void endOfFrame() throws IOException {
        csv.flush();
    }

    @Override
    public void close() throws IOException {
        try (csv;
                dump;
                frames) {
            csv.flush();
        }
    }
}

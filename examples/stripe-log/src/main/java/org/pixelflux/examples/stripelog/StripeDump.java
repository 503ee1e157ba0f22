// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.stripelog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import org.pixelflux.Codec;

/**
 * Payloads as files: an H.264 stripe row is one stream, so its payloads go into one file, {@code
 * row-<y>.h264}; a JPEG stripe stands alone and becomes {@code row-<y>-<frame>.jpg}. Files of the
 * same names are replaced.
 */
final class StripeDump implements Closeable {

    private final Path directory;
    private final Map<Integer, FileChannel> rows = new TreeMap<>();

    StripeDump(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    void write(StripeLine line, ByteBuffer payload) throws IOException {
        if (line.codec() == Codec.H264) {
            FileChannel row = rows.get(line.y());
            if (row == null) {
                row = create("row-" + line.y() + ".h264");
                rows.put(line.y(), row);
            }
            writeFully(row, payload);
        } else {
            try (FileChannel file = create("row-" + line.y() + "-" + line.frameId() + ".jpg")) {
                writeFully(file, payload);
            }
        }
    }

    private FileChannel create(String name) throws IOException {
        return FileChannel.open(
                directory.resolve(name),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
    }

    private static void writeFully(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (FileChannel row : rows.values()) {
            try {
                row.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.stripelog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.pixelflux.MixedFrame;

/**
 * Frames with mode=mixed as they are on the wire, one after another in the file {@code
 * frames.pfxm}, which is replaced. Each says its length.
 */
final class FrameDump implements Closeable {

    private final FileChannel file;

    FrameDump(Path directory) throws IOException {
        file =
                FileChannel.open(
                        Files.createDirectories(directory).resolve("frames.pfxm"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
    }

    void write(MixedFrame frame) throws IOException {
        ByteBuffer message = frame.wireBuffer();
        while (message.hasRemaining()) {
            file.write(message);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

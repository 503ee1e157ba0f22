// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.stripelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.CaptureMode;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedMessage;

/** What is logged and dumped of frames with mode=mixed. */
class MixedFramesTest {

    @TempDir Path directory;

    private final List<MixedMessage> messages =
            List.of(
                    MixedMessage.first(100, 80, 7, 0)
                            .add(new Area(0, 0, 100, 50), MixedMessage.EXACT, new byte[9])
                            .fill(new Area(0, 50, 100, 30), MixedMessage.OWN, 0xffffff),
                    MixedMessage.after(100, 80, 7, 0),
                    MixedMessage.after(100, 80, 7, 1)
                            .copy(new Area(3, 4, 20, 10), 1, 2)
                            .add(new Area(60, 8, 16, 24), MixedMessage.PICTURE, new byte[70]));

    @Test
    void areLinesOfTheirRectangles() throws Exception {
        Path csv = directory.resolve("rectangles.csv");
        write(csv, null);

        assertThat(Files.readString(csv))
                .isEqualTo(
                        """
                        monotonic_ns,frame_id,y_start,height,type,bytes,x,width
                        11,0,0,50,4,117,0,100
                        11,0,50,30,5,31,0,100
                        11,2,4,10,3,108,3,20
                        11,2,8,24,1,98,60,16
                        """);
        assertThat(117 + 31).isEqualTo(messages.get(0).bytes().length);
    }

    @Test
    void areDumpedOneAfterAnother() throws Exception {
        Path dump = directory.resolve("dump");
        write(directory.resolve("rectangles.csv"), dump);

        ByteArrayOutputStream all = new ByteArrayOutputStream();
        messages.forEach(message -> all.writeBytes(message.bytes()));
        assertThat(dump.toFile().list()).containsExactly("frames.pfxm");
        assertThat(dump.resolve("frames.pfxm")).hasBinaryContent(all.toByteArray());
    }

    private void write(Path csv, Path dump) throws Exception {
        try (StripeSink sink = new StripeSink(CaptureMode.MIXED, csv, dump)) {
            for (MixedMessage message : messages) {
                sink.add(11, message.frame());
                sink.endOfFrame();
            }
        }
    }
}

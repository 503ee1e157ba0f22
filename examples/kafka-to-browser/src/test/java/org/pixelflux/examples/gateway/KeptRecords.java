// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.common.utils.Utils;

/** Records one after another in a file, as Kafka's own logs have them. */
final class KeptRecords {

    private KeptRecords() {}

    static List<ScreenRecord> read(Path file) {
        List<ScreenRecord> records = new ArrayList<>();
        for (Record record :
                MemoryRecords.readableRecords(ByteBuffer.wrap(bytes(file))).records()) {
            records.add(screenRecord(record));
        }
        return records;
    }

    private static ScreenRecord screenRecord(Record kept) {
        byte[] value = kept.hasValue() ? Utils.toArray(kept.value()) : null;
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>("stripes", 0, kept.offset(), TestRecord.SESSION, value);
        Arrays.stream(kept.headers()).forEach(record.headers()::add);
        return new ScreenRecord(record);
    }

    /** Returns the file, whose name comes from what is in it. */
    static Path write(Path directory, List<ScreenRecord> records) throws IOException {
        SimpleRecord[] kept =
                records.stream()
                        .map(ScreenRecord::record)
                        .map(it -> new SimpleRecord(0, null, it.value(), it.headers().toArray()))
                        .toArray(SimpleRecord[]::new);
        byte[] bytes = Utils.toArray(MemoryRecords.withRecords(Compression.NONE, kept).buffer());
        Path file = directory.resolve(Integer.toHexString(Arrays.hashCode(bytes)) + ".records");
        Files.createDirectories(directory);
        return Files.write(file, bytes);
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

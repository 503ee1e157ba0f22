// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.delivery;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/** What the threads of this JVM have allocated on its heap. */
final class AllocatedBytes {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Map<Long, Long> bytesByThread = new HashMap<>();

    private AllocatedBytes() {}

    static AllocatedBytes now() {
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        AllocatedBytes now = new AllocatedBytes();
        for (int i = 0; i < ids.length; i++) {
            // -1 for a thread that has ended meanwhile.
            if (bytes[i] >= 0) {
                now.bytesByThread.put(ids[i], bytes[i]);
            }
        }
        return now;
    }

    /** Bytes allocated since then by the threads that are alive now. */
    long since(AllocatedBytes earlier) {
        long sum = 0;
        for (Map.Entry<Long, Long> thread : bytesByThread.entrySet()) {
            sum += thread.getValue() - earlier.bytesByThread.getOrDefault(thread.getKey(), 0L);
        }
        return sum;
    }
}

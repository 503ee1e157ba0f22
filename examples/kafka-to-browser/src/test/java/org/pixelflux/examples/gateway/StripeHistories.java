// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pixelflux.support.H264Decoder;
import org.pixelflux.support.Picture;

/**
 * What the rows of many viewers are made of: key frames and what followed them. Viewers that got
 * the same share it, so that hundreds of them cost no more memory, and no more decoding, than the
 * few different things that they got. Thread-safe.
 */
final class StripeHistories {

    /** All that a row has got since a key frame: what it had before, and a stripe. */
    record History(History before, ByteBuffer stripe) {

        @Override
        public boolean equals(Object other) {
            return other instanceof History history
                    && before == history.before
                    && stripe.equals(history.stripe);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(before) + stripe.hashCode();
        }
    }

    private final Map<History, History> known = new ConcurrentHashMap<>();
    private final Map<History, Picture> decoded = new ConcurrentHashMap<>();

    /**
     * @param before null: the stripe is a key frame
     * @param accessUnit an H.264 stripe without its wire header
     */
    History follow(History before, byte[] accessUnit) {
        History history = new History(before, ByteBuffer.wrap(accessUnit));
        History same = known.putIfAbsent(history, history);
        return same == null ? history : same;
    }

    /** What a decoder makes of it. */
    Picture picture(History history) {
        return decoded.computeIfAbsent(history, StripeHistories::decode);
    }

    private static Picture decode(History last) {
        Deque<byte[]> accessUnits = new ArrayDeque<>();
        for (History history = last; history != null; history = history.before()) {
            accessUnits.push(history.stripe().array());
        }
        try (H264Decoder decoder = new H264Decoder()) {
            while (accessUnits.size() > 1) {
                decoder.pass(accessUnits.pop());
            }
            return decoder.decode(accessUnits.pop());
        }
    }
}

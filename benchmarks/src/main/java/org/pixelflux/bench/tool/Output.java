// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

/**
 * What a tool has put out.
 *
 * @param frames pictures, or moments of which there was something to send
 * @param stripes what they were sent in; the frames again for tools without stripes
 * @param bytes of encoded pictures
 */
public record Output(long frames, long stripes, long bytes) {

    /** What has been added since. */
    public Output since(Output earlier) {
        return new Output(
                frames - earlier.frames, stripes - earlier.stripes, bytes - earlier.bytes);
    }
}

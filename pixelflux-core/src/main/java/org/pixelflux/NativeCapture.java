// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import org.jspecify.annotations.Nullable;

/**
 * Every native method. A handle is the address of a native session, so none of these may see one
 * after {@link #close0}: only {@link NativeSession} calls those that take a handle.
 */
final class NativeCapture {

    private NativeCapture() {}

    /**
     * Opens a session from {@link CaptureSettings#toNativeText()} and gives its handle.
     *
     * @param processors that this JVM may keep busy; native code does not see its flags
     */
    static native long open0(String settings, int processors);

    /** The same for a session whose frames say where something changed, and encode nothing. */
    static native long openChanges0(String settings);

    /**
     * Waits for a frame, whose packet is kept until {@link #take0}.
     *
     * @param timeoutNanos negative: for ever
     * @return the packet's bytes; 0 if nothing changed in time or the session was stopped
     */
    static native int await0(long handle, long timeoutNanos);

    /** Writes the packet that {@link #await0} told of at the start of the array; does not wait. */
    static native void take0(long handle, byte[] packet);

    static native void update0(long handle, String settings);

    static native void requestKeyFrame0(long handle);

    /**
     * Asks for what was written since a frame of mode mixed; elsewhere for a key frame.
     *
     * @param epoch -1: for everything
     * @param mostBytes where it has more, it may be coarse
     * @param again x, y, width and height of each area that is to come exactly, whether or not it
     *     changed; what lies outside the picture counts for nothing, and so do areas after the
     *     first 256
     */
    static native void requestRefresh0(
            long handle, long epoch, long sinceFrame, long mostBytes, int[] again);

    /** Wakes a waiting {@link #await0}; this and every later call then returns 0. Any thread. */
    static native void stop0(long handle);

    /** Frees the session. No other call may be inside it, none may follow. */
    static native void close0(long handle);

    /** The settings as the native side understood them, in the form {@link #open0} takes. */
    static native String describe0(long handle);

    /**
     * How the source is captured now, a line each: threads that encode at most, how pixels are
     * read, how changes are known; the rest is what is captured.
     */
    static native String describeSource0(long handle);

    /** Fallbacks said since the last call, a line each; empty when there are none. */
    static native String takeNotices0(long handle);

    /**
     * One picture of what {@link CaptureSettings#toNativeText()} asks for: its pixels row by row,
     * {@code 0x00RRGGBB} each. Needs no handle and leaves none.
     *
     * @param seen gets width, height, epoch, and when the pixels were read
     */
    static native int[] snapshot0(String settings, long[] seen);

    /**
     * What the frames so far show, beside whoever waits for the next one. Copies it to an array, as
     * {@code 0x00RRGGBB}, if it has the size that the array has room for: what changed after the
     * version {@code since}, or all of it.
     *
     * @param offset of the picture's first pixel in the array
     * @param stride from a row to the next
     * @return version, frame id, time of capture, width, height, whether it was copied, and epoch;
     *     then x, y, width and height of each area that changed after {@code since}. Null if there
     *     is no picture
     */
    static native long @Nullable [] picture0(
            long handle,
            long since,
            boolean all,
            int[] pixels,
            int offset,
            int stride,
            int width,
            int height);

    /** A hash of what the frames so far show, as the only element; null if there is no picture. */
    static native long @Nullable [] contentHash0(long handle);

    /**
     * What the frames so far show as an image file, null if there is no picture.
     *
     * @param format {@link PictureFormat#code()}
     */
    static native byte @Nullable [] encodePicture0(
            long handle, int format, int jpegQuality, boolean jpegFullColor, double scale);

    /**
     * What the frames so far show in another size: its pixels row by row, {@code 0xFFRRGGBB} each;
     * null if there is no picture.
     *
     * @param size gets width and height
     */
    static native int @Nullable [] scaledPicture0(long handle, double scale, int[] size);

    /** Somebody's pixels as an image file, without a handle. The arguments are as above. */
    static native byte[] encodeImage0(
            int[] pixels,
            int offset,
            int stride,
            int width,
            int height,
            int format,
            int jpegQuality,
            boolean jpegFullColor);

    /**
     * Says where the library is that speaks with Wayland compositors. It is loaded when a capture
     * needs it; the file need not stay.
     */
    static native void offerWayland0(String path);

    /** The same for the library that speaks with desktops, by D-Bus and PipeWire. */
    static native void offerPortal0(String path);

    /** Sessions of this process that are open. */
    static native long liveSessions0();

    /**
     * What the library can do: {@code name=value} lines with version, and for each library that
     * encodes H.264 {@code h264Encoder.WORD} with its name and version. jpegLibrary and pngLibrary
     * name what encodes JPEG and PNG.
     */
    static native String features0();
}

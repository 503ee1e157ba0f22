// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.mp4;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pixelflux.mp4.SequenceParameters.Colours;

/**
 * One stream of H.264, 4:2:0, as the track of a fragmented MP4 file: its parameter sets, size and
 * colours. Times are counted in {@link #TIMESCALE} a second. Immutable.
 */
public final class VideoTrack {

    /** Units of time a second. */
    public static final int TIMESCALE = 90_000;

    /** Where in a {@link #header} its duration stands, counted from its end: see there. */
    public static final int DURATION_FROM_END = 40;

    private static final int TRACK_ID = 1;

    /** A picture that needs others, as sample_flags of ISO/IEC 14496-12. */
    static final long NO_KEY_FRAME = 0x0101_0000;

    /** A picture that needs no other. */
    static final long KEY_FRAME = 0x0200_0000;

    private static final int[] UNITY_MATRIX = {0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000};

    private final byte[] sequenceUnit;
    private final byte[] pictureUnit;
    private final SequenceParameters parameters;

    private VideoTrack(byte[] sequenceUnit, byte[] pictureUnit) {
        this.sequenceUnit = sequenceUnit;
        this.pictureUnit = pictureUnit;
        this.parameters = SequenceParameters.read(sequenceUnit);
    }

    /**
     * That of a key frame in Annex B form between position and limit, which stay as they are.
     *
     * @throws IllegalArgumentException if it has no parameter sets, or its colours are not 4:2:0
     */
    public static VideoTrack of(ByteBuffer keyFrame) {
        byte[][] sets = new byte[2][];
        AnnexB.read(
                keyFrame,
                (type, at, count) -> {
                    if (type == AnnexB.SEQUENCE_PARAMETERS || type == AnnexB.PICTURE_PARAMETERS) {
                        byte[] unit = new byte[count];
                        keyFrame.get(at, unit);
                        sets[type - AnnexB.SEQUENCE_PARAMETERS] = unit;
                    }
                });
        byte[] sequence = sets[0];
        byte[] picture = sets[1];
        if (sequence == null || picture == null) {
            throw new IllegalArgumentException(
                    "this H.264 has no parameter sets: a track begins with a key frame");
        }
        VideoTrack track = new VideoTrack(sequence, picture);
        if (track.parameters.chromaFormat() != 1) {
            throw new IllegalArgumentException(
                    "H.264 that is not 4:2:0 plays in few programs and in no browser: leave"
                            + " h264FullColor out");
        }
        return track;
    }

    /** Columns of a picture: those of the region, rounded up to an even number. */
    public int width() {
        return parameters.width();
    }

    /** Rows of a picture: those of the region, rounded up to an even number. */
    public int height() {
        return parameters.height();
    }

    /** What playlists and browsers call this, as RFC 6381 says: {@code avc1.42c01f}. */
    public String codecs() {
        return String.format(
                Locale.ROOT,
                "avc1.%02x%02x%02x",
                parameters.profile(),
                parameters.compatibility(),
                parameters.level());
    }

    /** Whether fragments of both may follow one header. */
    public boolean continues(@Nullable VideoTrack other) {
        return other != null
                && Arrays.equals(sequenceUnit, other.sequenceUnit)
                && Arrays.equals(pictureUnit, other.pictureUnit);
    }

    /**
     * The beginning of a file: no picture, but all that a decoder must know before the first one.
     *
     * @param duration of all that follows; 0 if that is not known yet. It can be written later: 8
     *     bytes, big-endian, {@link #DURATION_FROM_END} bytes before the end
     */
    public byte[] header(long duration) {
        BoxWriter out = new BoxWriter(1024);
        int type = out.begin("ftyp");
        out.ascii("iso6").u32(0).ascii("iso6").ascii("cmfc").ascii("avc1").ascii("mp41");
        out.end(type);
        int movie = out.begin("moov");
        writeMovieHeader(out);
        writeTrack(out);
        int extended = out.begin("mvex");
        int fragments = out.begin("mehd", 1, 0);
        out.u64(duration);
        out.end(fragments);
        int defaults = out.begin("trex", 0, 0);
        out.u32(TRACK_ID).u32(1).u32(0).u32(0).u32(NO_KEY_FRAME);
        out.end(defaults);
        out.end(extended);
        out.end(movie);
        return out.toBytes();
    }

    /** What stands before a fragment that is a segment of CMAF by itself. */
    public static byte[] segmentBeginning() {
        BoxWriter out = new BoxWriter(32);
        int type = out.begin("styp");
        out.ascii("msdh").u32(0).ascii("msdh").ascii("cmfs").ascii("iso6");
        out.end(type);
        return out.toBytes();
    }

    private static void writeMovieHeader(BoxWriter out) {
        int box = out.begin("mvhd", 1, 0);
        out.u64(0).u64(0).u32(TIMESCALE).u64(0);
        out.u32(0x10000).u16(0x100).zeros(10);
        writeUnityMatrix(out);
        out.zeros(24).u32(TRACK_ID + 1);
        out.end(box);
    }

    private void writeTrack(BoxWriter out) {
        int track = out.begin("trak");
        int header = out.begin("tkhd", 1, 7);
        out.u64(0).u64(0).u32(TRACK_ID).u32(0).u64(0).zeros(8);
        out.u16(0).u16(0).u16(0).u16(0);
        writeUnityMatrix(out);
        out.u32((long) width() << 16).u32((long) height() << 16);
        out.end(header);
        int media = out.begin("mdia");
        int mediaHeader = out.begin("mdhd", 1, 0);
        out.u64(0).u64(0).u32(TIMESCALE).u64(0).u16(language("und")).u16(0);
        out.end(mediaHeader);
        int handler = out.begin("hdlr", 0, 0);
        out.u32(0).ascii("vide").zeros(12).ascii("screen").u8(0);
        out.end(handler);
        int information = out.begin("minf");
        int video = out.begin("vmhd", 0, 1);
        out.zeros(8);
        out.end(video);
        int data = out.begin("dinf");
        int references = out.begin("dref", 0, 0);
        out.u32(1);
        out.end(out.begin("url ", 0, 1));
        out.end(references);
        out.end(data);
        writeSampleTable(out);
        out.end(information);
        out.end(media);
        out.end(track);
    }

    private void writeSampleTable(BoxWriter out) {
        int table = out.begin("stbl");
        int descriptions = out.begin("stsd", 0, 0);
        out.u32(1);
        int entry = out.begin("avc1");
        out.zeros(6).u16(1).zeros(16);
        out.u16(width()).u16(height()).u32(0x480000).u32(0x480000).u32(0).u16(1).zeros(32);
        out.u16(24).u16(0xFFFF);
        writeConfiguration(out);
        Colours colours = parameters.colours();
        int box = out.begin("colr");
        out.ascii("nclx").u16(colours.primaries()).u16(colours.transfer()).u16(colours.matrix());
        out.u8(colours.fullRange() ? 0x80 : 0);
        out.end(box);
        out.end(entry);
        out.end(descriptions);
        for (String empty : new String[] {"stts", "stsc", "stco"}) {
            int start = out.begin(empty, 0, 0);
            out.u32(0);
            out.end(start);
        }
        int sizes = out.begin("stsz", 0, 0);
        out.u32(0).u32(0);
        out.end(sizes);
        out.end(table);
    }

    /** AVCDecoderConfigurationRecord of ISO/IEC 14496-15; lengths of units have 4 bytes. */
    private void writeConfiguration(BoxWriter out) {
        int box = out.begin("avcC");
        out.u8(1).u8(parameters.profile()).u8(parameters.compatibility()).u8(parameters.level());
        out.u8(0xFF);
        out.u8(0xE1).u16(sequenceUnit.length).raw(sequenceUnit);
        out.u8(1).u16(pictureUnit.length).raw(pictureUnit);
        if (parameters.hasChromaFormat()) {
            out.u8(0xFC | parameters.chromaFormat()).u8(0xF8).u8(0xF8).u8(0);
        }
        out.end(box);
    }

    private static void writeUnityMatrix(BoxWriter out) {
        for (int value : UNITY_MATRIX) {
            out.u32(value);
        }
    }

    private static int language(String code) {
        return code.charAt(0) - 0x60 << 10 | code.charAt(1) - 0x60 << 5 | code.charAt(2) - 0x60;
    }

    @Override
    public String toString() {
        return "VideoTrack{" + codecs() + " " + width() + "x" + height() + "}";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VideoTrack track && continues(track);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(sequenceUnit), Arrays.hashCode(pictureUnit));
    }
}

// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Codec;
import org.pixelflux.H264Encoder;

/** How a test has its stripes encoded: by a codec, and H.264 by each library that encodes it. */
public enum Encoding {
    JPEG(CaptureMode.JPEG, H264Encoder.AUTO),
    X264(CaptureMode.H264, H264Encoder.X264),
    OPENH264(CaptureMode.H264, H264Encoder.OPENH264);

    private final CaptureMode mode;
    private final H264Encoder encoder;

    Encoding(CaptureMode mode, H264Encoder encoder) {
        this.mode = mode;
        this.encoder = encoder;
    }

    public Codec codec() {
        return mode == CaptureMode.JPEG ? Codec.JPEG : Codec.H264;
    }

    /** Sets the options that choose it. */
    public CaptureSettings.Builder choose(CaptureSettings.Builder settings) {
        return settings.mode(mode).h264Encoder(encoder);
    }
}

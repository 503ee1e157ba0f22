// SPDX-License-Identifier: MPL-2.0
/**
 * Captures a Linux desktop and hands on only what changed. The module carries its native library: a
 * program starts with {@code --enable-native-access=org.pixelflux.core}.
 */
module org.pixelflux.core {
    requires transitive java.desktop;
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports org.pixelflux;
    exports org.pixelflux.mp4;
    exports org.pixelflux.picture;
    exports org.pixelflux.recording;
    exports org.pixelflux.relay;

    uses org.pixelflux.picture.VideoDecoders;
}

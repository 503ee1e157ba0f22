// SPDX-License-Identifier: MPL-2.0
/**
 * Captures a Linux desktop and hands on only what changed. The native library is in a module of its
 * own, which a program requires or adds, such as {@code org.pixelflux.natives.linux.x86_64}. It
 * starts with {@code --enable-native-access=org.pixelflux.core}.
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

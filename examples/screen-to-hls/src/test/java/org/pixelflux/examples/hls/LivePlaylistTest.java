// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.hls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LivePlaylistTest {

    private final LivePlaylist playlist = new LivePlaylist(1);

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            playlist.add(new byte[] {(byte) i}, 1.0125, 1_764_475_200_000L + i * 1000L);
        }
    }

    @Test
    void namesTheNewestSegmentsBehindTheirInitSegment() {
        assertThat(playlist.text("", "")).isNull();
        playlist.addInit(new byte[0]);
        assertThat(playlist.text("", "")).isNull();
        add(1);

        assertThat(playlist.text("video/", "?token=1"))
                .isEqualTo(
                        """
                        #EXTM3U
                        #EXT-X-VERSION:7
                        #EXT-X-TARGETDURATION:1
                        #EXT-X-MEDIA-SEQUENCE:0
                        #EXT-X-DISCONTINUITY-SEQUENCE:0
                        #EXT-X-MAP:URI="video/init-0.mp4?token=1"
                        #EXT-X-PROGRAM-DATE-TIME:2025-11-30T04:00:00Z
                        #EXTINF:1.01250,
                        video/0.m4s?token=1
                        """);
    }

    @Test
    void keepsWhatOlderPlaylistsNamed() {
        playlist.addInit(new byte[0]);
        add(LivePlaylist.KEPT + 2);

        assertThat(playlist.text("", ""))
                .contains("#EXT-X-MEDIA-SEQUENCE:5\n", "\n5.m4s\n", "\n10.m4s\n")
                .doesNotContain("4.m4s");
        assertThat(playlist.file("4.m4s")).isEqualTo(new byte[] {4});
        assertThat(playlist.file("2.m4s")).isEqualTo(new byte[] {2});
        assertThat(playlist.file("1.m4s")).isNull();
        assertThat(playlist.file("../secret")).isNull();
    }

    @Test
    void saysWhereAnotherVideoBegins() {
        playlist.addInit(new byte[] {1});
        add(2);
        playlist.addInit(new byte[] {2});
        add(1);

        assertThat(playlist.text("", ""))
                .contains("0.m4s\n", "1.m4s\n#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI=\"init-1.mp4\"\n")
                .contains("#EXT-X-DISCONTINUITY-SEQUENCE:0\n");
        add(LivePlaylist.NAMED - 2);
        assertThat(playlist.text("", ""))
                .contains("#EXT-X-MEDIA-SEQUENCE:1\n", "#EXT-X-DISCONTINUITY\n")
                .contains("#EXT-X-DISCONTINUITY-SEQUENCE:0\n");
        // The same segment has the same number of cuts before it, whether tags or this count them.
        for (int i = 0; i < 2; i++) {
            add(1);
            assertThat(playlist.text("", ""))
                    .doesNotContain("#EXT-X-DISCONTINUITY\n")
                    .contains("#EXT-X-DISCONTINUITY-SEQUENCE:1\n", "init-1.mp4");
        }
        assertThat(playlist.file("init-0.mp4")).isEqualTo(new byte[] {1});
        add(LivePlaylist.KEPT);
        assertThat(playlist.file("init-0.mp4")).isNull();
        assertThat(playlist.file("init-1.mp4")).isEqualTo(new byte[] {2});
    }

    @Test
    void noSegmentIsLongerThanThePlaylistSays() {
        playlist.addInit(new byte[0]);
        playlist.add(new byte[0], 3.2, 0);
        assertThat(playlist.text("", "")).contains("#EXT-X-TARGETDURATION:3\n");
        add(1);
        assertThat(playlist.text("", "")).contains("#EXT-X-TARGETDURATION:3\n");
        add(LivePlaylist.KEPT); // nobody plays it any more
        assertThat(playlist.text("", "")).contains("#EXT-X-TARGETDURATION:1\n");
    }
}

// SPDX-License-Identifier: MPL-2.0
// Plays the live playlist, and begins anew when it was away.
'use strict';

const RETRY_MILLIS = 1000;

const screen = document.getElementById('screen');
const playlist = document.currentScript.dataset.playlist;

const play = () => {
  const hls = new Hls({
    // The page may run no script that it did not get from here.
    enableWorker: false,
    liveSyncDurationCount: 2,
    maxLiveSyncPlaybackRate: 1.5,
    liveDurationInfinity: true,
  });
  hls.on(Hls.Events.ERROR, (event, data) => {
    if (data.fatal) {
      hls.destroy();
      setTimeout(play, RETRY_MILLIS);
    }
  });
  hls.loadSource(playlist);
  hls.attachMedia(screen);
};

play();

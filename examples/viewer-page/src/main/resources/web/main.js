// SPDX-License-Identifier: MPL-2.0
import { ServerClock } from './clock.js';
import { Connection } from './connection.js';
import { StripeRows } from './decoders.js';
import { FrameAssembler } from './frames.js';
import { Overlay } from './overlay.js';
import { Statistics } from './statistics.js';
import { Switches } from './switches.js';
import { View } from './view.js';

const canvas = document.getElementById('picture');
const view = new View(document.getElementById('stage'), canvas);
const overlay = new Overlay({
  onToggleFit: () => view.toggleFit(),
  onToggleFullScreen: () => view.toggleFullScreen(),
});
const switches = new Switches({ onSwitch: (settings) => connection.requestSettings(settings) });
const statistics = new Statistics();

let state = 'connecting';
let mode = null;
let rows = null;
let assembler = null;
let clock = null;

// The session that the page's address names. The token stands in its fragment, which goes to no
// server with the page and into no log.
const query = new URLSearchParams(location.search);
const token = new URLSearchParams(location.hash.slice(1)).get('token');
if (token !== null) {
  query.set('token', token);
}

const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
const connection = new Connection(`${scheme}://${location.host}/stream?${query}`, {
  onHello({ control }) {
    switches.allow(control);
  },
  onOpen() {
    statistics.connections++;
    // Another server may answer now: nothing learnt from the last one holds.
    rows?.close();
    rows = new StripeRows({
      draw,
      needKeyFrame: () => connection.requestKeyFrame(),
      stillWaiting: () => connection.remindKeyFrame(),
      onError,
    });
    assembler = new FrameAssembler({ onFrame, onGap });
    clock = new ServerClock();
    enter('wait', 'waiting for the picture', '');
  },
  onStripe(stripe, size) {
    statistics.received(performance.now(), size);
    assembler.stripe(stripe);
  },
  onFrameEnd(end) {
    assembler.end(end);
  },
  onPong({ ping, serverNanos }) {
    clock.learn(ping, performance.now(), serverNanos);
  },
  // It may have been a stripe.
  onUnreadable: onGap,
  onLost(delay) {
    const seconds = (delay / 1000).toFixed(delay < 1000 ? 2 : 0);
    enter('lost', 'connection lost', `Connection lost. Trying again in ${seconds} s.`);
  },
});

function onFrame(end, stripes) {
  if (mode !== end.mode) {
    switches.showMode(end.mode);
  }
  mode = end.mode;
  if (mode === 'h264' && !('VideoDecoder' in window)) {
    enter('lost', 'no H.264 here', 'This browser cannot decode H.264 (no WebCodecs). Start with --mode jpeg.');
    return;
  }
  if (end.width !== view.width || end.height !== view.height) {
    view.resize(end.width, end.height);
    rows.keepWithin(end.height, mode);
  }
  const frame = { left: stripes.length, captureNanos: end.captureNanos };
  stripes.forEach((stripe) => rows.decode(stripe, frame));
}

function onGap() {
  statistics.gaps++;
  rows.waitForKeyFrame();
  connection.requestKeyFrame();
}

function draw(image, stripe) {
  view.draw(image, stripe);
  statistics.stripes++;
  if (--stripe.frame.left === 0) {
    const now = performance.now();
    statistics.drawn(now, clock.since(stripe.frame.captureNanos, now));
  }
  if (state !== 'live') {
    enter('live', 'live', '');
  }
}

function onError(text) {
  statistics.decoderErrors++;
  console.warn(`pixelflux: ${text}`);
  if (statistics.stripes === 0) {
    enter('wait', 'cannot decode', `This browser cannot decode the stream: ${text}`);
  }
}

function enter(light, text, notice) {
  state = light;
  overlay.showState(light, text, notice);
}

setInterval(() => overlay.showNumbers(statistics, view, mode, performance.now()), 250);

window.pixelflux = Object.freeze({
  canvas,
  get stats() {
    const now = performance.now();
    return {
      state,
      mode,
      width: view.width,
      height: view.height,
      rows: rows?.size ?? 0,
      frames: statistics.frames,
      stripes: statistics.stripes,
      gaps: statistics.gaps,
      decoderErrors: statistics.decoderErrors,
      keyFrameRequests: connection.keyFrameRequests,
      connections: statistics.connections,
      framesPerSecond: statistics.framesPerSecond(now),
      bytesPerSecond: statistics.bytesPerSecond(now),
      latency: statistics.latency(now),
    };
  },
});

connection.open();

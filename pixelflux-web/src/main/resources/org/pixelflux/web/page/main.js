// SPDX-License-Identifier: MPL-2.0
import { Ability, obstacleIn, SOFTWARE } from './ability.js';
import { AwakeClock, TICK_MS } from './awake.js';
import { ServerClock } from './clock.js';
import { Connection } from './connection.js';
import { Decoding } from './decoding.js';
import { Films } from './films.js';
import { FrameAssembler } from './frames.js';
import { Images } from './images.js';
import { MixedDecoding } from './mixed.js';
import { Overlay } from './overlay.js';
import { Statistics } from './statistics.js';
import { describe } from './status.js';
import { Switches } from './switches.js';
import { View } from './view.js';

const MIXED = 'mixed';

const canvas = document.getElementById('picture');
const view = new View(document.getElementById('stage'), canvas, {
  onLost: () => tell({ canvasLost: true }),
  onRestored() {
    // The picture on the canvas is gone with it.
    tell({ canvasLost: false, shown: false });
    present()?.startOver();
  },
});
const overlay = new Overlay({
  onToggleFit: () => view.toggleFit(),
  onToggleFullScreen: () => view.toggleFullScreen(),
});
const switches = new Switches({ onSwitch: (settings) => connection.requestSettings(settings) });
const statistics = new Statistics();
const awake = new AwakeClock();
const ability = new Ability({
  ask: (config) => VideoDecoder.isConfigSupported(config),
  obstacle: obstacleIn(window),
});

const facts = {
  link: 'connecting', reason: null, delay: 0, silence: 0, obstacle: null, trouble: null,
  sourceSilence: null, canvasLost: false, shown: false,
};
let state = null;
let mode = null;
let decoding = null;
let assembler = null;
let clock = null;
let nextAttempt = 0;

// The session that the page's address names. The token stands in its fragment, which a browser
// sends to no server when it loads the page, so that no log has it.
const stream = new URL('stream', document.baseURI);
stream.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
stream.search = location.search;
const token = new URLSearchParams(location.hash.slice(1)).get('token');
if (token !== null) {
  stream.searchParams.set('token', token);
}

const connection = new Connection(stream, {
  onHello({ control }) {
    switches.allow(control);
  },
  onOpen() {
    statistics.connections++;
    // Another server may answer now, for which nothing holds that the page learnt from the last
    // one.
    decodeStripesAnew();
    mixed.connected();
    statistics.capture = null;
    statistics.counted(null);
    assembler = new FrameAssembler({ onFrame, onGap });
    clock = new ServerClock();
    tell({ link: 'open', obstacle: null, trouble: null, sourceSilence: null, shown: false });
  },
  onStripe(stripe, size) {
    statistics.received(performance.now(), size);
    assembler.stripe(stripe);
  },
  onFrameEnd(end) {
    assembler.end(end);
  },
  onMixedFrame(frame, size) {
    statistics.received(performance.now(), size);
    statistics.rectangles.add(frame.rectangles);
    if (mode !== MIXED) {
      // Stripes that are still being decoded may not be drawn over it.
      decodeStripesAnew();
      changeMode(MIXED);
    }
    mixed.frame(frame);
  },
  onPong({ ping, serverNanos, sourceSilence, counters }) {
    clock.learn(ping, performance.now(), serverNanos);
    statistics.counted(counters);
    tell({ sourceSilence, silence: connection.silence });
  },
  onCapture({ type, ...capture }) {
    statistics.capture = capture;
  },
  // It may have been a stripe.
  onUnreadable: () => (mode === MIXED ? mixed.gap() : onGap()),
  onClosed({ delay, reason }) {
    nextAttempt = performance.now() + delay;
    tell({ link: delay === null ? 'refused' : 'lost', delay, reason });
  },
}, { awake });

const decodingEvents = {
  onError,
  onTrouble: (trouble) => tell({ trouble }),
  onObstacle: (obstacle) => tell({ obstacle }),
};
const films = new Films(ability, obstacleIn(window));
const mixed = new MixedDecoding(connection, { images: new Images(), films }, {
  ...decodingEvents,
  onFrame: showPicture,
  onGap: () => statistics.gaps++,
});

/** What decodes the frames that come. */
function present() {
  return mode === MIXED ? mixed : decoding;
}

function decodeStripesAnew() {
  decoding?.close();
  decoding = new Decoding(ability, connection, { ...decodingEvents, onFrame: showFrame });
}

function onFrame(end, stripes) {
  if (mode !== end.mode) {
    changeMode(end.mode);
  }
  decoding.frame(end, stripes);
}

function changeMode(next) {
  if (mode === MIXED) {
    mixed.pause();
  }
  if (mode === MIXED || next === MIXED) {
    tell({ obstacle: null, trouble: null });
  }
  mode = next;
  switches.showMode(mode);
}

function onGap() {
  statistics.gaps++;
  decoding.gap();
}

function onError(text, stalled) {
  if (stalled) {
    statistics.decoderStalls++;
  } else {
    statistics.decoderErrors++;
  }
  console.warn(`pixelflux: ${text}`);
}

function showFrame(frame, pieces) {
  view.resize(frame.width, frame.height);
  pieces.forEach(({ image, ...place }) => view.draw(image, place));
  statistics.stripes += pieces.length;
  if (frame.open === 0 && frame.missing === 0) {
    const now = performance.now();
    statistics.drawn(now, clock.since(frame.captureNanos, now));
  }
  tell({ shown: decoding.whole, silence: connection.silence });
}

function showPicture(frame, picture) {
  view.resize(picture.width, picture.height);
  view.put(picture.image, picture.takeChanged());
  if (frame !== null) {
    const now = performance.now();
    statistics.drawn(now, clock.since(frame.capturedNanos, now));
  }
  tell({ shown: mixed.whole, silence: connection.silence });
}

function tell(news) {
  Object.assign(facts, news);
  const { light, state: text, notice } = describe(facts);
  state = text;
  overlay.showState(light, text, notice);
}

setInterval(() => {
  awake.tick(performance.now());
  connection.tick();
  decoding?.tick(awake.now);
  mixed.tick(awake.now);
  tell({
    shown: present()?.whole ?? false,
    silence: connection.silence,
    delay: Math.max(0, nextAttempt - performance.now()),
  });
}, TICK_MS);
// Its timers were throttled while it was hidden.
document.addEventListener('visibilitychange', () => connection.tick());

setInterval(() => overlay.showNumbers(statistics, view, codec(), performance.now()), 250);

function codec() {
  return { mode, software: mode !== 'jpeg' && ability.acceleration === SOFTWARE };
}

window.pixelflux = Object.freeze({
  canvas,
  get stats() {
    const now = performance.now();
    return {
      state,
      mode,
      width: view.width,
      height: view.height,
      rows: decoding?.rows ?? 0,
      films: films.size,
      frames: statistics.frames,
      stripes: statistics.stripes,
      gaps: statistics.gaps,
      decoderErrors: statistics.decoderErrors,
      decoderStalls: statistics.decoderStalls,
      keyFrameRequests: connection.keyFrameRequests,
      refreshRequests: connection.refreshRequests,
      rectangles: statistics.rectangles.counts,
      connections: statistics.connections,
      framesPerSecond: statistics.framesPerSecond(now),
      bytesPerSecond: statistics.bytesPerSecond(now),
      latency: statistics.latency(now),
      capture: statistics.capture,
      counters: statistics.counters,
      encodeTime: statistics.encodeTime,
    };
  },
});

tell({});
connection.open();

// SPDX-License-Identifier: MPL-2.0
import { STALL_MS } from './h264.js';
import { COPY, FILL } from './mixedframe.js';

// Decoded images that wait to be drawn hold no more pixels than this, if they are more than one:
// 64 MiB.
const MOST_PIXELS = 1 << 24;

/**
 * Frames in mode mixed on their way to the picture. Their images and video are decoded side by side, those
 * of later frames too. A frame is drawn when all its images are there, or, if these are too many to be
 * held, piece by piece; in any case its rectangles are drawn in their order, and frames one after the other.
 *
 * `decode(rectangle)` resolves to pixels; it is called in the rectangles' order. `draw(entry, jobs, last)`
 * draws some rectangles, each a job of `{ rectangle, pixels }`, `last` if they are the frame's last ones.
 * `onFailure({ error, stalled, culprits, dropped })` tells that the oldest frame cannot be drawn, with the
 * rectangles that could not be decoded, and all frames that waited: none of them waits any more.
 */
export class WaitingFrames {
  #decode;
  #draw;
  #onFailure;
  #entries = [];
  #bytes = 0;
  #pixels = 0;
  #now = 0;
  #progress = 0;

  constructor({ decode, draw, onFailure }) {
    this.#decode = decode;
    this.#draw = draw;
    this.#onFailure = onFailure;
  }

  /** How many wait. */
  get count() {
    return this.#entries.length;
  }

  /** The frame that has waited longest, as it was added. */
  get oldest() {
    return this.#entries[0];
  }

  /** The bytes of what waits. */
  get bytes() {
    return this.#bytes;
  }

  /** Takes a frame; of the object's properties only `rectangles`, those that are to be drawn, count here. */
  add(properties) {
    const jobs = properties.rectangles.map((rectangle) => ({ rectangle, pixels: null, ready: !isDecoded(rectangle) }));
    const bytes = properties.rectangles.reduce((sum, { payload }) => sum + payload.length, 0);
    if (this.#entries.length === 0) {
      this.#progress = this.#now;
    }
    this.#bytes += bytes;
    this.#entries.push({ ...properties, jobs, bytes, started: 0, drawn: 0, failed: null });
    this.#goOn();
  }

  /** Nothing more of what waits is drawn; returns it, the oldest first. */
  drop() {
    this.#bytes = 0;
    this.#pixels = 0;
    return this.#entries.splice(0);
  }

  /** Time goes by, in ms that the page was awake. */
  tick(now) {
    this.#now = now;
    if (this.#entries.length > 0 && now - this.#progress >= STALL_MS) {
      this.stall();
    }
  }

  /** What the oldest frame waits for will not come. */
  stall() {
    const [{ jobs, drawn, started }] = this.#entries;
    const culprits = jobs.slice(drawn, started).filter(({ ready }) => !ready).map(({ rectangle }) => rectangle);
    this.#fail(new Error('a decoder takes images and gives none'), culprits, true);
  }

  #goOn() {
    this.#startDecoding();
    for (let [oldest] = this.#entries; oldest !== undefined && isReady(oldest); [oldest] = this.#entries) {
      if (oldest.failed !== null) {
        this.#fail(oldest.failed.error, [oldest.failed.rectangle]);
        return;
      }
      this.#drawReady(oldest);
      this.#startDecoding();
    }
  }

  #startDecoding() {
    for (const entry of this.#entries) {
      for (; entry.started < entry.jobs.length; entry.started++) {
        const job = entry.jobs[entry.started];
        const pixels = pixelsOf(job);
        if (pixels > 0 && this.#pixels > 0 && this.#pixels + pixels > MOST_PIXELS) {
          return;
        }
        if (pixels > 0) {
          this.#pixels += pixels;
          this.#start(entry, job);
        }
      }
    }
  }

  async #start(entry, job) {
    try {
      job.pixels = await this.#decode(job.rectangle);
    } catch (error) {
      entry.failed ??= { error, rectangle: job.rectangle };
    }
    job.ready = true;
    if (entry === this.#entries[0]) {
      this.#progress = this.#now;
      this.#goOn();
    }
  }

  #drawReady(entry) {
    const jobs = entry.jobs.slice(entry.drawn, entry.started);
    const last = entry.started === entry.jobs.length;
    try {
      this.#draw(entry, jobs, last);
    } catch (error) {
      this.#fail(error, []);
      return;
    }
    entry.drawn = entry.started;
    jobs.forEach((job) => {
      this.#pixels -= pixelsOf(job);
      job.pixels = null;
    });
    if (last) {
      this.#entries.shift();
      this.#bytes -= entry.bytes;
      this.#progress = this.#now;
    }
  }

  #fail(error, culprits, stalled = false) {
    this.#onFailure({ error, stalled, culprits, dropped: this.drop() });
  }
}

/** Whether what is being decoded of it is there. */
function isReady({ jobs, drawn, started }) {
  return (started > drawn || started === jobs.length) && jobs.slice(drawn, started).every(({ ready }) => ready);
}

function isDecoded({ kind }) {
  return kind !== COPY && kind !== FILL;
}

function pixelsOf({ rectangle }) {
  return isDecoded(rectangle) ? rectangle.width * rectangle.height : 0;
}

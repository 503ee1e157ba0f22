// SPDX-License-Identifier: MPL-2.0
import { ENTRY_BYTES, KINDS } from './mixedframe.js';

const WINDOW_MS = 2000;
const MAX_SAMPLES = 4096;

/** The samples of the last two seconds. */
class Recent {
  #samples = [];

  add(now, value) {
    this.#samples.push({ now, value });
    this.#forget(now);
  }

  values(now) {
    this.#forget(now);
    return this.#samples.map(({ value }) => value);
  }

  #forget(now) {
    let old = Math.max(0, this.#samples.length - MAX_SAMPLES);
    while (old < this.#samples.length && this.#samples[old].now < now - WINDOW_MS) {
      old++;
    }
    this.#samples.splice(0, old);
  }
}

/** What rectangles came since the page was opened, those too that it did not draw. */
export class RectangleCounts {
  #byKind = new Map();

  add(rectangles) {
    rectangles.forEach(({ kind, payload }) => {
      const { count, bytes } = this.#byKind.get(kind) ?? { count: 0, bytes: 0 };
      this.#byKind.set(kind, { count: count + 1, bytes: bytes + ENTRY_BYTES + payload.length });
    });
  }

  /** A list of `{ name, count, bytes, share }`, a kind each; its share of all bytes is at most 1. */
  get counts() {
    const all = [...this.#byKind.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    return [...this.#byKind].sort(([a], [b]) => a - b)
      .map(([kind, { count, bytes }]) => ({ name: KINDS[kind], count, bytes, share: bytes / all }));
  }
}

/** Counts since the page was opened, and rates over the last two seconds. */
export class Statistics {
  frames = 0;
  stripes = 0;
  gaps = 0;
  decoderErrors = 0;
  /** How often a decoder gave nothing for so long that it was dropped. */
  decoderStalls = 0;
  connections = 0;
  rectangles = new RectangleCounts();
  /** What the server captures, and how; null: it does not say. */
  capture = null;
  /** What that capture has delivered, to whom ever; null: it does not say. */
  counters = null;
  /** In ms, the mean of the frames that were encoded between the last two counts that differ; or null. */
  encodeTime = null;
  #bytes = new Recent();
  #frames = new Recent();
  #latencies = new Recent();

  received(now, bytes) {
    this.#bytes.add(now, bytes);
  }

  /** A whole frame is on the canvas; `latency` in ms from its capture, or null when unknown. */
  drawn(now, latency) {
    this.frames++;
    this.#frames.add(now, 1);
    if (latency !== null) {
      this.#latencies.add(now, latency);
    }
  }

  /** What the capture has delivered, as the server counts it about once a second; null: it does not say. */
  counted(counters) {
    // A capture that was opened anew counts from 0.
    const goesOn = this.counters !== null && counters !== null && counters.frames >= this.counters.frames;
    const before = goesOn ? this.counters : { frames: 0, encodeMicros: 0 };
    this.counters = counters;
    if (counters === null) {
      this.encodeTime = null;
    } else if (counters.frames > before.frames) {
      const micros = counters.encodeMicros - before.encodeMicros;
      this.encodeTime = micros / 1000 / (counters.frames - before.frames);
    }
  }

  framesPerSecond(now) {
    return this.#frames.values(now).length / (WINDOW_MS / 1000);
  }

  bytesPerSecond(now) {
    return this.#bytes.values(now).reduce((sum, bytes) => sum + bytes, 0) / (WINDOW_MS / 1000);
  }

  /** The median in ms, null when nothing was drawn in the last two seconds. */
  latency(now) {
    const sorted = this.#latencies.values(now).sort((a, b) => a - b);
    return sorted.length === 0 ? null : sorted[sorted.length >> 1];
  }
}

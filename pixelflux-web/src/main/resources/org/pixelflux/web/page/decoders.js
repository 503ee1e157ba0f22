// SPDX-License-Identifier: MPL-2.0
import { H264Row } from './h264.js';
import { JpegStripes, overlap } from './jpeg.js';

/**
 * The stripe rows of a picture. With H.264 each has a decoder of its own, keyed by y.
 *
 * Each stripe is reported once: `decoded(frame, image, { y, width, height })` hands its image over,
 * `missing(frame, later)` says that there will be no image; `later` is the frame that shows the place
 * instead, or null. `needKeyFrame()` asks for a whole picture, `stillWaiting()` says that a stripe was of
 * no use because its row's key frame has not come yet, `onError(text, codec)` tells of a stripe that could
 * not be decoded, `onStall(codec)` of a decoder that gives nothing, the codec being WebCodecs' name, or
 * `jpeg`, and `onOverload()` of one that is given more than it can do. `acceleration()` says what decoders
 * to use, as in WebCodecs.
 */
export class StripeRows {
  #rows = new Map();
  #jpeg;
  #events;
  #now = 0;

  constructor(events) {
    this.#events = events;
    this.#jpeg = new JpegStripes(events);
  }

  /** Decodes one stripe of a frame; the frame is any object. */
  decode(stripe, frame) {
    if (stripe.mode === 'h264') {
      this.#rowFor(stripe, frame).decode(stripe, frame);
    } else {
      this.#removeOverlapping(stripe, frame);
      this.#jpeg.decode(stripe, frame);
    }
  }

  /** Forgets what does not lie within a picture of this height and codec. */
  keepWithin(height, mode) {
    for (const row of [...this.#rows.values()]) {
      if (row.y >= height || mode !== 'h264') {
        this.#remove(row);
      }
    }
    this.#jpeg.discard((stripe) => stripe.y >= height || mode !== 'jpeg');
  }

  /** Called after a loss: no H.264 row may build on what it had. Each JPEG is a picture by itself. */
  waitForKeyFrame() {
    this.#rows.forEach((row) => row.waitForKeyFrame());
  }

  /** Time goes by, in ms that the page was awake. */
  tick(now) {
    this.#now = now;
    this.#rows.forEach((row) => row.tick(now));
    this.#jpeg.tick(now);
  }

  /** How many decoders there are. */
  get size() {
    return this.#rows.size;
  }

  close() {
    [...this.#rows.values()].forEach((row) => this.#remove(row));
    this.#jpeg.discard(() => true);
  }

  #rowFor(stripe, frame) {
    const known = this.#rows.get(stripe.y);
    if (known && isSameRow(known, stripe)) {
      return known;
    }
    this.#removeOverlapping(stripe, frame);
    this.#jpeg.discard((other) => overlap(other, stripe), frame);
    const row = new H264Row(stripe, this.#events, this.#now);
    this.#rows.set(stripe.y, row);
    return row;
  }

  #removeOverlapping(stripe, frame) {
    [...this.#rows.values()]
      .filter((row) => overlap(row, stripe))
      .forEach((row) => this.#remove(row, frame));
  }

  #remove(row, later) {
    this.#rows.delete(row.y);
    row.close(later);
  }
}

function isSameRow(row, { width, height }) {
  return row.width === width && row.height === height;
}

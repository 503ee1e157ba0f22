// SPDX-License-Identifier: MPL-2.0
import { JpegStripes, overlap } from './jpeg.js';
import { codecString } from './wire.js';

// About two seconds of pictures that went in and did not come out: the machine cannot keep up, or
// the tab is frozen. Starting again at a key frame is better than falling further behind.
const MAX_UNFINISHED = 60;

/**
 * The stripe rows of a picture. With H.264 each has a decoder of its own, keyed by y.
 *
 * `draw(image, { y, width, height, frame })` gets every decoded stripe, in order where they overlap;
 * the image is closed after it returns. `needKeyFrame()` asks for a whole picture, `stillWaiting()` says
 * that a stripe was of no use because its row's key frame has not come yet, `onError(text)` tells of
 * a stripe that could not be decoded.
 */
export class StripeRows {
  #rows = new Map();
  #jpeg;
  #events;

  constructor(events) {
    this.#events = events;
    this.#jpeg = new JpegStripes(events);
  }

  /** Decodes one stripe; `frame` is handed through to `draw`. */
  decode(stripe, frame) {
    if (stripe.mode === 'h264') {
      this.#rowFor(stripe).decode(stripe, frame);
    } else {
      this.#removeOverlapping(stripe);
      this.#jpeg.decode(stripe, frame);
    }
  }

  /** What does not lie within a picture of this height and codec is gone. */
  keepWithin(height, mode) {
    for (const row of [...this.#rows.values()]) {
      if (row.y >= height || mode !== 'h264') {
        this.#remove(row);
      }
    }
    this.#jpeg.discard((stripe) => stripe.y >= height || mode !== 'jpeg');
  }

  /** After a loss: no row may build on what it had; each JPEG is a picture by itself. */
  waitForKeyFrame() {
    this.#rows.forEach((row) => row.waitForKeyFrame());
  }

  /** How many decoders there are. */
  get size() {
    return this.#rows.size;
  }

  close() {
    [...this.#rows.values()].forEach((row) => this.#remove(row));
    this.#jpeg.discard(() => true);
  }

  #rowFor(stripe) {
    const known = this.#rows.get(stripe.y);
    if (known && isSameRow(known, stripe)) {
      return known;
    }
    this.#removeOverlapping(stripe);
    this.#jpeg.discard((other) => overlap(other, stripe));
    const row = new H264Row(stripe, this.#events);
    this.#rows.set(stripe.y, row);
    return row;
  }

  #removeOverlapping(stripe) {
    [...this.#rows.values()]
      .filter((row) => overlap(row, stripe))
      .forEach((row) => this.#remove(row));
  }

  #remove(row) {
    row.close();
    this.#rows.delete(row.y);
  }
}

function isSameRow(row, { width, height }) {
  return row.width === width && row.height === height;
}

class H264Row {
  #events;
  #decoder = null;
  #codec = null;
  #waiting = true;
  #unfinished = new Map();
  #sequence = 0;

  constructor({ y, width, height }, events) {
    this.y = y;
    this.width = width;
    this.height = height;
    this.#events = events;
  }

  decode(stripe, frame) {
    if (this.#unfinished.size >= MAX_UNFINISHED) {
      this.#startAgain();
    }
    if (stripe.key) {
      this.#prepare(stripe);
    }
    if (this.#waiting) {
      this.#events.stillWaiting();
      return;
    }
    const timestamp = this.#sequence++;
    this.#unfinished.set(timestamp, frame);
    try {
      const type = stripe.key ? 'key' : 'delta';
      this.#decoder.decode(new EncodedVideoChunk({ type, timestamp, data: stripe.payload }));
    } catch (error) {
      this.#fail(error);
    }
  }

  waitForKeyFrame() {
    this.#waiting = true;
  }

  close() {
    this.#discardDecoder();
  }

  #prepare(stripe) {
    const codec = codecString(stripe.payload);
    if (codec === null) {
      this.#startAgain();
      return;
    }
    if (this.#decoder === null || this.#codec !== codec) {
      this.#discardDecoder();
      this.#open(codec);
    }
    this.#waiting = this.#decoder === null;
  }

  #open(codec) {
    // A decoder that was given up may still report: only the present one counts.
    const decoder = new VideoDecoder({
      output: (picture) => this.#output(decoder, picture),
      error: (error) => decoder === this.#decoder && this.#fail(error),
    });
    try {
      // Without optimizeForLatency the picture comes one frame late.
      decoder.configure({ codec, optimizeForLatency: true });
      this.#decoder = decoder;
      this.#codec = codec;
    } catch (error) {
      this.#fail(error);
    }
  }

  #output(decoder, picture) {
    try {
      const frame = this.#unfinished.get(picture.timestamp);
      if (decoder === this.#decoder && frame !== undefined) {
        this.#unfinished.delete(picture.timestamp);
        const { y, width, height } = this;
        this.#events.draw(picture, { y, width, height, frame });
      }
    } finally {
      picture.close();
    }
  }

  #fail(error) {
    this.#events.onError(error.message);
    this.#startAgain();
  }

  #startAgain() {
    this.#discardDecoder();
    this.#waiting = true;
    this.#events.needKeyFrame();
  }

  #discardDecoder() {
    const decoder = this.#decoder;
    this.#decoder = null;
    this.#unfinished.clear();
    if (decoder !== null && decoder.state !== 'closed') {
      decoder.close();
    }
  }
}

// SPDX-License-Identifier: MPL-2.0
import { codecString } from './wire.js';

// About two seconds of pictures. If so many went in and did not come out, the machine cannot keep
// up, and starting again at a key frame is better than falling further behind.
const MAX_UNFINISHED = 60;

/** A decoder that has something to do and gives nothing for this long will give nothing more. */
export const STALL_MS = 5000;

/**
 * A row of H.264 stripes and its decoder. For `events` see StripeRows; they hear of each stripe once, that
 * it is decoded or that it is missing.
 */
export class H264Row {
  #events;
  #decoder = null;
  #codec = null;
  #waiting = true;
  #unfinished = new Map();
  #sequence = 0;
  #now;
  #progress;

  constructor({ y, width, height }, events, now) {
    this.y = y;
    this.width = width;
    this.height = height;
    this.#events = events;
    this.#now = now;
    this.#progress = now;
  }

  decode(stripe, frame) {
    if (this.#unfinished.size >= MAX_UNFINISHED) {
      this.#events.onOverload();
      this.#startAgain();
    }
    if (stripe.key) {
      this.#prepare(stripe);
    }
    if (this.#waiting) {
      this.#events.missing(frame);
      this.#events.stillWaiting();
      return;
    }
    if (this.#unfinished.size === 0) {
      this.#progress = this.#now;
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

  /** Time goes by, in ms that the page was awake. */
  tick(now) {
    this.#now = now;
    if (this.#unfinished.size > 0 && now - this.#progress >= STALL_MS) {
      this.#events.onStall(this.#codec);
      this.#startAgain();
    }
  }

  /** `later`: the frame that shows this place from now on, if there is one. */
  close(later = null) {
    this.#waiting = true;
    this.#discardDecoder(later);
  }

  #prepare(stripe) {
    const codec = codecString(stripe.payload);
    if (codec === null) {
      this.#fail(new Error('a key frame without its parameters'));
      return;
    }
    if (this.#decoder === null || this.#codec !== codec) {
      this.#discardDecoder();
      this.#open(codec);
    }
    this.#waiting = this.#decoder === null;
  }

  #open(codec) {
    // A decoder that was given up may still report; only the present one counts.
    const decoder = new VideoDecoder({
      output: (picture) => this.#output(decoder, picture),
      error: (error) => decoder === this.#decoder && this.#fail(error),
    });
    this.#codec = codec;
    try {
      const hardwareAcceleration = this.#events.acceleration();
      // Without optimizeForLatency the picture comes one frame late.
      decoder.configure({ codec, hardwareAcceleration, optimizeForLatency: true });
      this.#decoder = decoder;
    } catch (error) {
      this.#fail(error);
    }
  }

  #output(decoder, picture) {
    const frame = this.#unfinished.get(picture.timestamp);
    if (decoder !== this.#decoder || frame === undefined) {
      picture.close();
      return;
    }
    this.#progress = this.#now;
    this.#unfinished.delete(picture.timestamp);
    const { y, width, height } = this;
    this.#events.decoded(frame, picture, { y, width, height });
  }

  #fail(error) {
    this.#events.onError(error.message, this.#codec);
    this.#startAgain();
  }

  #startAgain() {
    this.#waiting = true;
    this.#discardDecoder();
    this.#events.needKeyFrame();
  }

  #discardDecoder(later = null) {
    const decoder = this.#decoder;
    const lost = [...this.#unfinished.values()];
    this.#decoder = null;
    this.#unfinished.clear();
    if (decoder !== null && decoder.state !== 'closed') {
      decoder.close();
    }
    lost.forEach((frame) => this.#events.missing(frame, later));
  }
}

// SPDX-License-Identifier: MPL-2.0
import { STALL_MS } from './h264.js';
import { MAX_STRIPES } from './wire.js';

/** So many bytes may wait; one frame may be larger. */
export const MOST_WAITING_BYTES = 32 << 20;

/**
 * JPEG stripes on their way to the canvas. Each is a picture by itself, drawn over what was there: a stripe
 * may show only a part of a row that an earlier one has shown.
 *
 * While the stripes of a frame are being decoded, the stripes of later frames wait, and a stripe that a
 * newer one covers is left out. Then all that wait are decoded at once, and their frames are drawn as one.
 *
 * For `events` see StripeRows.
 */
export class JpegStripes {
  #decoding = new Set();
  #waiting = [];
  #bytes = 0;
  #events;
  #now = 0;
  #progress = 0;

  constructor(events) {
    this.#events = events;
  }

  decode(stripe, frame) {
    this.#discardWaiting((older) => covers(stripe, older), frame);
    this.#waiting.push({ stripe, frame });
    this.#bytes += stripe.payload.length;
    const tooMuch = this.#waiting.length > MAX_STRIPES || this.#bytes > MOST_WAITING_BYTES;
    if (tooMuch && this.#waiting[0].frame !== frame) {
      this.#discardWaiting(() => true);
      this.#events.needKeyFrame();
    }
    if ([...this.#decoding].every((job) => job.frame === frame)) {
      this.#startAll();
    }
  }

  /** Draws none of the stripes for which this holds; `later` is the frame that shows their place. */
  discard(isUseless, later = null) {
    this.#discardWaiting(isUseless, later);
    this.#giveUp((job) => isUseless(job.stripe), later);
  }

  /** Time goes by, in ms that the page was awake. */
  tick(now) {
    this.#now = now;
    if (this.#decoding.size > 0 && now - this.#progress >= STALL_MS) {
      this.#events.onStall('jpeg');
      this.#giveUp(() => true);
      this.#events.needKeyFrame();
    }
  }

  #discardWaiting(isUseless, later = null) {
    const useless = this.#waiting.filter(({ stripe }) => isUseless(stripe));
    this.#waiting = this.#waiting.filter(({ stripe }) => !isUseless(stripe));
    useless.forEach(({ stripe, frame }) => {
      this.#bytes -= stripe.payload.length;
      this.#events.missing(frame, later);
    });
  }

  #giveUp(isUseless, later = null) {
    [...this.#decoding].filter(isUseless).forEach((job) => {
      this.#decoding.delete(job);
      this.#events.missing(job.frame, later);
    });
    this.#startNext();
  }

  #startNext() {
    if (this.#decoding.size === 0) {
      this.#startAll();
    }
  }

  #startAll() {
    const jobs = this.#waiting;
    this.#waiting = [];
    this.#bytes = 0;
    if (this.#decoding.size === 0) {
      this.#progress = this.#now;
    }
    jobs.forEach((job) => this.#decoding.add(job));
    jobs.forEach((job) => this.#run(job));
  }

  async #run(job) {
    const { y, width, height, payload } = job.stripe;
    let image = null;
    let failure = null;
    try {
      const file = new Blob([payload], { type: 'image/jpeg' });
      image = await createImageBitmap(file, { colorSpaceConversion: 'none' });
    } catch (error) {
      failure = error;
    }
    if (!this.#decoding.delete(job)) {
      image?.close();
      return;
    }
    this.#progress = this.#now;
    if (image !== null) {
      this.#events.decoded(job.frame, image, { y, width, height });
    } else {
      this.#events.missing(job.frame);
      this.#events.onError(failure.message, 'jpeg');
      this.#events.needKeyFrame();
    }
    this.#startNext();
  }
}

/** Whether two stripes have rows in common. */
export function overlap(a, b) {
  return a.y < b.y + b.height && b.y < a.y + a.height;
}

function covers(newer, older) {
  return newer.y <= older.y && older.y + older.height <= newer.y + newer.height;
}

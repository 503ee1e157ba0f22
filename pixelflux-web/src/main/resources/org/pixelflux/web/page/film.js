// SPDX-License-Identifier: MPL-2.0
import { isKeyFrame } from './mixedframe.js';
import { codecString } from './wire.js';

/** A browser says that it cannot decode this kind of video. */
export class Unsupported extends Error {
  /** `codec` as WebCodecs names it. */
  constructor(codec) {
    super(codec);
  }
}

/**
 * A stream of video from one of its key frames on, and the decoder for it. The page says first which
 * pictures it will have, and then decodes them in the same order.
 *
 * `ability` is what the browser can do, `toPixels` makes pixels of what the decoder gives.
 */
export class Film {
  #ability;
  #toPixels;
  #place;
  #codec;
  #opening = null;
  #decoder = null;
  #broken = null;
  #decoding = new Map();
  #sequence = 0;
  #awaited = 0;
  #ended = false;
  #flushed = false;
  #onClosed;

  /** `rectangle`: its first picture. Hears in `onClosed()` that it has no decoder any more. */
  constructor(rectangle, { ability, toPixels, onClosed }) {
    this.#place = placeOf(rectangle);
    this.#codec = codecString(rectangle.payload);
    this.#ability = ability;
    this.#toPixels = toPixels;
    this.#onClosed = onClosed;
  }

  /** As WebCodecs names it. */
  get codec() {
    return this.#codec;
  }

  /** Whether this decoder can take a rectangle of the same stream after those that it has taken. */
  canTake(rectangle) {
    return placeOf(rectangle) === this.#place
      && (!isKeyFrame(rectangle) || codecString(rectangle.payload) === this.#codec);
  }

  /** It will have one more picture. */
  take() {
    this.#awaited++;
  }

  /** It will have no more pictures, and closes when it has given those that it took. */
  end() {
    this.#ended = true;
    this.#goOn();
  }

  /** Gives nothing any more. */
  close() {
    this.#fail(new Error('the decoder was closed'));
    this.#release();
  }

  /** The pixels of the next picture: red, green, blue, 255. */
  async decode(rectangle) {
    this.#opening ??= this.#open();
    await this.#opening;
    this.#awaited--;
    const picture = await this.#pictureOf(rectangle);
    return this.#toPixels(picture, rectangle);
  }

  async #open() {
    if (!(await this.#ability.canDecode(this.#codec))) {
      throw new Unsupported(this.#codec);
    }
    if (this.#broken !== null) {
      throw this.#broken;
    }
    const decoder = new VideoDecoder({
      output: (picture) => this.#output(picture),
      error: (error) => this.#failed(error),
    });
    this.#decoder = decoder;
    // Without optimizeForLatency the picture comes one frame late.
    decoder.configure({
      codec: this.#codec, hardwareAcceleration: this.#ability.acceleration, optimizeForLatency: true });
  }

  #pictureOf(rectangle) {
    return new Promise((resolve, reject) => {
      if (this.#broken !== null) {
        reject(this.#broken);
        return;
      }
      const timestamp = this.#sequence++;
      const type = isKeyFrame(rectangle) ? 'key' : 'delta';
      this.#decoding.set(timestamp, { resolve, reject });
      try {
        this.#decoder.decode(new EncodedVideoChunk({ type, timestamp, data: rectangle.payload }));
        this.#goOn();
      } catch (error) {
        this.#fail(error);
      }
    });
  }

  #output(picture) {
    const asked = this.#decoding.get(picture.timestamp);
    if (asked === undefined) {
      picture.close();
      return;
    }
    this.#decoding.delete(picture.timestamp);
    asked.resolve(picture);
    this.#leftOut(picture.timestamp);
    this.#goOn();
  }

  /** Pictures come in order, so those that should have come before this one never will. */
  #leftOut(timestamp) {
    [...this.#decoding].filter(([earlier]) => earlier < timestamp).forEach(([earlier, { reject }]) => {
      this.#decoding.delete(earlier);
      reject(new Error('a decoder has left out a picture'));
    });
  }

  /** Browsers also close decoders that have nothing to do. */
  #failed(error) {
    this.#fail(error);
    if (this.#awaited === 0) {
      this.#release();
    }
  }

  #goOn() {
    if (!this.#ended || this.#awaited > 0) {
      return;
    }
    if (this.#decoding.size === 0) {
      this.#release();
    } else if (!this.#flushed) {
      this.#flushed = true;
      // It has to give what it holds back, and says itself when it fails.
      this.#decoder.flush().catch(() => {});
    }
  }

  #fail(error) {
    this.#broken ??= error;
    this.#decoding.forEach(({ reject }) => reject(error));
    this.#decoding.clear();
  }

  #release() {
    this.#broken ??= new Error('the decoder was closed');
    if (this.#decoder !== null && this.#decoder.state !== 'closed') {
      this.#decoder.close();
    }
    this.#onClosed();
  }
}

/** A generation of a stream has one place; in another epoch the numbers begin anew. */
function placeOf({ generation, x, y, width, height }) {
  return [generation, x, y, width, height].join();
}

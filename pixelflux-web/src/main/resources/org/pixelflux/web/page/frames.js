// SPDX-License-Identifier: MPL-2.0
import { MAX_STRIPES, wireFrame } from './wire.js';

/**
 * Gathers the stripes of a frame until its closing text message tells how many there must be and how large
 * the picture is, and notices what got lost on the way. The server sends a frame's messages back to back,
 * so waiting for the last one costs nothing.
 *
 * `onGap()` comes before `onFrame(end, stripes)` of the frame that showed the gap.
 */
export class FrameAssembler {
  #stripes = [];
  #lastFrame = null;
  #onFrame;
  #onGap;

  constructor({ onFrame, onGap }) {
    this.#onFrame = onFrame;
    this.#onGap = onGap;
  }

  stripe(stripe) {
    const [first] = this.#stripes;
    const endIsMissing = first && first.frame !== stripe.frame;
    if (endIsMissing || this.#stripes.length >= MAX_STRIPES) {
      this.#drop();
    }
    this.#stripes.push(stripe);
  }

  end(end) {
    const stripes = this.#stripes.filter((stripe) => belongs(stripe, end));
    const complete = stripes.length === end.stripes && stripes.length === this.#stripes.length;
    const follows = this.#lastFrame === null || end.previous === this.#lastFrame;
    this.#stripes = [];
    this.#lastFrame = end.frame;
    if (!follows || !complete) {
      this.#onGap();
    }
    this.#onFrame(end, stripes);
  }

  #drop() {
    this.#stripes = [];
    this.#onGap();
  }
}

function belongs(stripe, end) {
  return (
    stripe.frame === wireFrame(end.frame) &&
    stripe.mode === end.mode &&
    stripe.width === end.width &&
    stripe.y + stripe.height <= end.height
  );
}

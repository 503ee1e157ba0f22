// SPDX-License-Identifier: MPL-2.0

// A decoder has a limited number of pictures, and stops while too many wait to be drawn.
const MOST_HELD_OF_A_ROW = 8;

/**
 * Puts decoded stripes together, so that each frame is drawn as a whole and in order. A frame waits for the
 * last of its stripes, and is told of those that will not come.
 *
 * `draw(frame, pieces)` gets a frame that is all there, `{ image, y, width, height }` a piece; images are
 * closed after it returns. `frame.missing` says how many stripes it lacks.
 */
export class Painter {
  #frames = [];
  #held = new Map();
  #closed = false;
  #draw;

  constructor(draw) {
    this.#draw = draw;
  }

  /**
   * Adds the next frame, for which so many stripes are being decoded. Returns the object that stands for
   * it.
   */
  begin(stripes, properties) {
    const frame = { ...properties, open: stripes, missing: 0, pieces: [], shownWith: null, drawn: false };
    this.#frames.push(frame);
    return frame;
  }

  /** A stripe of the frame is decoded. Takes the image. */
  decoded(frame, image, place) {
    if (this.#closed) {
      image.close();
      return;
    }
    frame.pieces.push({ image, ...place });
    this.#hold(place.y, 1);
    frame.open--;
    if (frame.drawn) {
      this.#drawNow(frame);
    } else {
      this.#drawWhatIsWhole();
      this.#drawWhatWaitsTooLong(place.y);
    }
  }

  /**
   * A stripe of the frame will not come. If the reason is a stripe of a `later` frame that shows the same
   * place, this frame is drawn together with that one.
   */
  missing(frame, later = null) {
    frame.missing++;
    frame.open--;
    if (later !== null && later !== frame) {
      frame.shownWith = later;
    }
    this.#drawWhatIsWhole();
  }

  /** Nothing more is drawn. */
  close() {
    this.#frames.forEach(({ pieces }) => pieces.forEach(({ image }) => image.close()));
    this.#frames = [];
    this.#closed = true;
  }

  #drawWhatIsWhole() {
    let last = -1;
    for (let i = 0; i < this.#frames.length && this.#frames[i].open === 0; i++) {
      last = Math.max(last, i, this.#frames.indexOf(this.#frames[i].shownWith));
      if (last === i) {
        this.#frames.splice(0, i + 1).forEach((frame) => this.#drawNow(frame));
        i = -1;
        last = -1;
      }
    }
  }

  #drawWhatWaitsTooLong(y) {
    while (this.#held.get(y) > MOST_HELD_OF_A_ROW) {
      this.#drawNow(this.#frames.shift());
      this.#drawWhatIsWhole();
    }
  }

  #drawNow(frame) {
    const pieces = frame.pieces.splice(0);
    frame.drawn = true;
    try {
      this.#draw(frame, pieces);
    } finally {
      pieces.forEach(({ image, y }) => {
        image.close();
        this.#hold(y, -1);
      });
    }
  }

  #hold(y, change) {
    const held = (this.#held.get(y) ?? 0) + change;
    if (held > 0) {
      this.#held.set(y, held);
    } else {
      this.#held.delete(y);
    }
  }
}

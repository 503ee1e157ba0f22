// SPDX-License-Identifier: MPL-2.0
import { Areas } from './areas.js';
import { COPY, FILL } from './mixedframe.js';

const BLACK = new Uint8Array([0, 0, 0, 255]);

/**
 * A picture in memory of the page's own, black at first, into which the rectangles of frames are drawn. It
 * knows which areas were drawn since they were last shown.
 */
export class Picture {
  #width;
  #height;
  #bytes;
  #pixels;
  #image;
  #changed = new Areas();

  /** Throws if there is no memory for it. */
  constructor(width, height) {
    this.#width = width;
    this.#height = height;
    this.#bytes = new Uint8ClampedArray(width * height * 4);
    this.#pixels = new Uint32Array(this.#bytes.buffer);
    this.#image = new ImageData(this.#bytes, width, height);
    this.clear();
  }

  get width() {
    return this.#width;
  }

  get height() {
    return this.#height;
  }

  /** As a canvas takes it; the same object each time. */
  get image() {
    return this.#image;
  }

  hasSize({ width, height }) {
    return width === this.#width && height === this.#height;
  }

  /** Makes all of it black. */
  clear() {
    this.#pixels.fill(pixelOf(BLACK));
    this.changeAll();
  }

  /** All of it is to be shown anew. */
  changeAll() {
    this.#changed.add({ x: 0, y: 0, width: this.#width, height: this.#height });
  }

  /** The areas that were drawn since this was called last. */
  takeChanged() {
    return this.#changed.take();
  }

  /** Draws a rectangle that lies within the picture; an image has its pixels with it, four bytes each. */
  draw(rectangle, pixels = null) {
    if (rectangle.kind === COPY) {
      this.#copy(rectangle);
    } else if (rectangle.kind === FILL) {
      this.#fill(rectangle, pixelOf([...rectangle.payload, 255]));
    } else {
      this.#put(rectangle, new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.byteLength / 4));
    }
    const { x, y, width, height } = rectangle;
    this.#changed.add({ x, y, width, height });
  }

  #fill({ x, y, width, height }, pixel) {
    for (let row = y; row < y + height; row++) {
      const from = row * this.#width + x;
      this.#pixels.fill(pixel, from, from + width);
    }
  }

  /** As memmove, where source and target overlap. */
  #copy({ x, y, width, height, sourceX, sourceY }) {
    const upwards = y <= sourceY;
    for (let i = 0; i < height; i++) {
      const row = upwards ? i : height - 1 - i;
      const from = (sourceY + row) * this.#width + sourceX;
      this.#pixels.copyWithin((y + row) * this.#width + x, from, from + width);
    }
  }

  #put({ x, y, width, height }, pixels) {
    for (let row = 0; row < height; row++) {
      this.#pixels.set(pixels.subarray(row * width, (row + 1) * width), (y + row) * this.#width + x);
    }
  }
}

/** Four bytes as one number, in the order of this machine. */
function pixelOf(bytes) {
  return new Uint32Array(new Uint8Array(bytes).buffer)[0];
}

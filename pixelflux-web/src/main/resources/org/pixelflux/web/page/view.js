// SPDX-License-Identifier: MPL-2.0

/** The picture: a canvas of exactly the capture's size, fitted to the window or shown 1:1. */
export class View {
  #stage;
  #canvas;
  #context;
  #fitted = true;

  /** `onLost()`: the browser has taken the canvas away; `onRestored()`: it is back, and empty. */
  constructor(stage, canvas, { onLost = () => {}, onRestored = () => {} } = {}) {
    this.#stage = stage;
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d', { alpha: false });
    canvas.addEventListener('contextlost', onLost);
    canvas.addEventListener('contextrestored', onRestored);
    new ResizeObserver(() => this.#layOut()).observe(stage);
  }

  get width() {
    return this.#canvas.width;
  }

  get height() {
    return this.#canvas.height;
  }

  get fitted() {
    return this.#fitted;
  }

  /** Device pixels per picture pixel. */
  get scale() {
    if (!this.#fitted || this.width === 0) {
      return 1;
    }
    const pixels = window.devicePixelRatio;
    const room = Math.min(
      (this.#stage.clientWidth * pixels) / this.width,
      (this.#stage.clientHeight * pixels) / this.height);
    // Enlarged by a fraction, text is a blur: whole steps stay crisp.
    return room < 1 ? room : Math.floor(room);
  }

  /** Follows the size of the capture; what both sizes have in common stays on screen. */
  resize(width, height) {
    if (width === this.width && height === this.height) {
      return;
    }
    const before = this.width > 0 && this.height > 0 ? new OffscreenCanvas(this.width, this.height) : null;
    before?.getContext('2d', { alpha: false }).drawImage(this.#canvas, 0, 0);
    this.#canvas.width = width;
    this.#canvas.height = height;
    if (before) {
      this.#context.drawImage(before, 0, 0);
    }
    this.#layOut();
  }

  /**
   * Draws a decoded stripe at its y. Only width x height of it: a coded picture can be padded to
   * even sides.
   */
  draw(image, { y, width, height }) {
    this.#context.drawImage(image, 0, 0, width, height, 0, y, width, height);
  }

  /** Shows these areas of an ImageData of the picture's size. */
  put(image, areas) {
    areas.forEach(({ x, y, width, height }) => this.#context.putImageData(image, 0, 0, x, y, width, height));
  }

  toggleFit() {
    this.#fitted = !this.#fitted;
    this.#layOut();
  }

  /** The whole page, so that the figures stay in sight. */
  toggleFullScreen() {
    if (document.fullscreenElement) {
      document.exitFullscreen();
    } else {
      document.documentElement.requestFullscreen();
    }
  }

  #layOut() {
    const scale = this.scale;
    const pixels = window.devicePixelRatio;
    this.#canvas.style.width = `${(this.width * scale) / pixels}px`;
    this.#canvas.style.height = `${(this.height * scale) / pixels}px`;
    this.#canvas.classList.toggle('whole-pixels', Number.isInteger(scale));
    this.#stage.classList.toggle('scrolls', !this.#fitted);
  }
}

// SPDX-License-Identifier: MPL-2.0

/**
 * Turns decoded pictures of films into pixels: by VideoFrame.copyTo where the browser converts colours
 * there, else by a canvas that they are drawn on and read back from.
 */
export class FilmPixels {
  #copies = true;
  #scratch = null;

  /**
   * The pixels of a rectangle: red, green, blue, 255. Closes the picture. Rejects one of another size than
   * the rectangle's, or, where that is odd, one more.
   */
  async of(picture, { width, height }) {
    try {
      const { displayWidth, displayHeight } = picture;
      if (!isSide(displayWidth, width) || !isSide(displayHeight, height)) {
        throw new Error(`a picture of ${displayWidth}x${displayHeight} in a rectangle of ${width}x${height}`);
      }
      return (await this.#copied(picture, width, height)) ?? this.#drawn(picture, width, height);
    } finally {
      picture.close();
    }
  }

  /** Null if this browser cannot do that. */
  async #copied(picture, width, height) {
    if (!this.#copies) {
      return null;
    }
    const { x, y } = picture.visibleRect;
    const options = { rect: { x, y, width, height }, format: 'RGBA', colorSpace: 'srgb' };
    try {
      const pixels = new Uint8ClampedArray(width * height * 4);
      // Browsers that know no formats here would copy something else.
      this.#copies = picture.allocationSize(options) === pixels.length;
      if (this.#copies) {
        await picture.copyTo(pixels, options);
        return pixels;
      }
    } catch {
      this.#copies = false;
    }
    return null;
  }

  #drawn(picture, width, height) {
    this.#scratch ??= new OffscreenCanvas(width, height)
      .getContext('2d', { alpha: false, willReadFrequently: true });
    const { canvas } = this.#scratch;
    if (canvas.width < width || canvas.height < height) {
      canvas.width = Math.max(canvas.width, width);
      canvas.height = Math.max(canvas.height, height);
    }
    this.#scratch.drawImage(picture, 0, 0);
    return this.#scratch.getImageData(0, 0, width, height).data;
  }
}

function isSide(decoded, side) {
  return decoded === side || decoded === side + (side % 2);
}

// SPDX-License-Identifier: MPL-2.0
import { EXACT } from './mixedframe.js';
import { pngWithoutExtras } from './png.js';
import { jpegSize } from './wire.js';

// Two pixels, of the colours 01 80 fe and fd 02 7f.
const PROBE = new Uint8Array([
  0x89, 0x50, 0x4e, 0x47, 13, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 2, 0, 0, 0, 1, 8, 2, 0,
  0, 0, 0x7b, 0x40, 0xe8, 0xdd, 0, 0, 0, 15, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0x60, 0x6c, 0xf8, 0xf7, 0x97,
  0xa9, 0x1e, 0, 9, 0xff, 2, 0xfe, 0x6d, 0xaf, 0x53, 0x39, 0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60,
  0x82]);
const PROBED = [0x01, 0x80, 0xfe, 255, 0xfd, 0x02, 0x7f, 255];

/**
 * Turns PNG and JPEG images into pixels, bit for bit where the image has them: no colour profile, no alpha
 * and no drawing come in between. WebCodecs' ImageDecoder where there is one that does so, since it costs
 * least, else bitmaps that are drawn and read back.
 */
export class Images {
  #way = null;
  #scratch = null;

  /**
   * The pixels of a rectangle's image: red, green, blue, 255. Rejects what is no image of the rectangle's
   * size, and what cannot be decoded.
   */
  async decode({ kind, width, height, payload }) {
    const image = kind === EXACT ? png(payload, width, height) : jpeg(payload, width, height);
    this.#way ??= choose();
    const way = await this.#way;
    return way === 'decoder'
      ? withDecoder(image, width, height)
      : this.#withBitmap(image, width, height);
  }

  /** ImageDecoder fails or gives nothing: it is not used any more. */
  preferBitmaps() {
    this.#way = Promise.resolve('bitmap');
  }

  async #withBitmap({ type, data }, width, height) {
    const bitmap = await createImageBitmap(
      new Blob([data], { type }), { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
    try {
      requireSize(bitmap.width, bitmap.height, width, height);
      const context = this.#scratchFor(width, height);
      context.drawImage(bitmap, 0, 0);
      return context.getImageData(0, 0, width, height).data;
    } finally {
      bitmap.close();
    }
  }

  #scratchFor(width, height) {
    if (this.#scratch === null) {
      this.#scratch = new OffscreenCanvas(width, height)
        .getContext('2d', { alpha: false, willReadFrequently: true });
    }
    const { canvas } = this.#scratch;
    if (canvas.width < width || canvas.height < height) {
      canvas.width = Math.max(canvas.width, width);
      canvas.height = Math.max(canvas.height, height);
    }
    return this.#scratch;
  }
}

function png(payload, width, height) {
  const data = pngWithoutExtras(payload, width, height);
  if (data === null) {
    throw new Error(`no PNG image of ${width}x${height} as it has to be`);
  }
  return { type: 'image/png', data };
}

function jpeg(payload, width, height) {
  const size = jpegSize(payload);
  if (size === null) {
    throw new Error('no JPEG image');
  }
  requireSize(size.width, size.height, width, height);
  return { type: 'image/jpeg', data: payload };
}

function requireSize(width, height, expectedWidth, expectedHeight) {
  if (width !== expectedWidth || height !== expectedHeight) {
    throw new Error(`an image of ${width}x${height} in a rectangle of ${expectedWidth}x${expectedHeight}`);
  }
}

/** Where there is an ImageDecoder, it has to prove that it gives the pixels as they are. */
async function choose() {
  if (!('ImageDecoder' in globalThis)) {
    return 'bitmap';
  }
  try {
    const pixels = await withDecoder({ type: 'image/png', data: PROBE }, 2, 1);
    return pixels.every((value, i) => value === PROBED[i]) ? 'decoder' : 'bitmap';
  } catch {
    return 'bitmap';
  }
}

async function withDecoder({ type, data }, width, height) {
  const decoder = new ImageDecoder({ type, data, colorSpaceConversion: 'none' });
  let image = null;
  try {
    ({ image } = await decoder.decode());
    requireSize(image.displayWidth, image.displayHeight, width, height);
    const pixels = new Uint8ClampedArray(width * height * 4);
    await image.copyTo(pixels, { format: 'RGBA' });
    return pixels;
  } finally {
    image?.close();
    decoder.close();
  }
}

// SPDX-License-Identifier: MPL-2.0
import { isKeyFrame, isVideo } from './mixedframe.js';
import { codecString } from './wire.js';

// Twice 8K; memory for it takes 256 MiB.
const MOST_PIXELS = 1 << 26;

// How many times the picture's pixels one frame may draw.
const MOST_TIMES = 64;

/** What a reader has to refuse of a frame, or may, before it draws these rectangles of it; null if nothing. */
export function faultOf({ width, height }, rectangles) {
  if (width * height > MOST_PIXELS) {
    return `a picture of ${width}x${height} is too large`;
  }
  if (rectangles.some((one) => isVideo(one) && isKeyFrame(one) && codecString(one.payload) === null)) {
    return 'a key frame without its parameters';
  }
  const pixels = rectangles.reduce((sum, rectangle) => sum + rectangle.width * rectangle.height, 0);
  return pixels > MOST_TIMES * width * height ? 'a frame draws too much' : null;
}

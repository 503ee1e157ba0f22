// SPDX-License-Identifier: MPL-2.0
// What a PNG image says of itself, checked before a decoder sees it: its size may not be larger than
// the room for it, and what a stranger may have put beside its pixels, such as a profile or a gamma,
// must not change their colours.

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const HEADER = 0x49484452; // IHDR
const TRANSPARENCY = 0x74524e53; // tRNS
const END = 0x49454e44; // IEND
const HEADER_BYTES = 13;

// Set in the first letter of a chunk's name if pixels can be had without it.
const ANCILLARY = 0x20000000;

// What is around a chunk's content: its length, name and checksum.
const FRAME_BYTES = 12;

const COLORS = 2;
const PALETTE = 3;

/**
 * The image with those chunks alone that its pixels need, or null if it is no PNG image of this size that
 * docs/wire.md lets pass. Does not look at the pixels.
 */
export function pngWithoutExtras(image, width, height) {
  if (image.length < SIGNATURE.length || SIGNATURE.some((byte, i) => image[i] !== byte)) {
    return null;
  }
  const view = new DataView(image.buffer, image.byteOffset, image.length);
  const kept = [image.subarray(0, SIGNATURE.length)];
  for (let at = SIGNATURE.length; at + FRAME_BYTES <= image.length;) {
    const length = view.getUint32(at);
    const name = view.getUint32(at + 4);
    const end = at + length + FRAME_BYTES;
    const first = at === SIGNATURE.length;
    if (end > image.length || name === TRANSPARENCY || first !== (name === HEADER)) {
      return null;
    }
    if (first && (length !== HEADER_BYTES || !isReadable(view, at + 8, width, height))) {
      return null;
    }
    if ((name & ANCILLARY) === 0) {
      kept.push(image.subarray(at, end));
    }
    if (name === END) {
      return joined(kept, image);
    }
    at = end;
  }
  return null;
}

function isReadable(view, at, width, height) {
  const bits = view.getUint8(at + 8);
  const colors = view.getUint8(at + 9);
  return view.getUint32(at) === width
    && view.getUint32(at + 4) === height
    && (colors === COLORS ? bits === 8 : colors === PALETTE && [1, 2, 4, 8].includes(bits))
    && view.getUint8(at + 12) === 0; // not interlaced
}

function joined(parts, whole) {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if (length === whole.length) {
    return whole;
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

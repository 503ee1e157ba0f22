// SPDX-License-Identifier: MPL-2.0
// What the server sends, turned into checked values. Every message is untrusted: whatever does not
// read as it should gives null, never an exception.

export const MODES = ['jpeg', 'h264'];
export const MAX_SIDE = 16384;
export const MAX_STRIPES = 4096;

const H264_HEADER = 10;
const JPEG_HEADER = 6;
const H264_MARK = 4;
const JPEG_MARK = 3;
const IDR = 1;
const INTRA = 2;
const SPS = 7;
const LONGEST_TEXT = 4096;
const MOST_TEXTS = 100;

/**
 * Reads a binary message, one stripe. `width` and `height` are those to draw; for JPEG they come
 * from the image's own header. `key` says that the stripe can be decoded without any before it.
 */
export function parseStripe(buffer) {
  if (!(buffer instanceof ArrayBuffer)) {
    return null;
  }
  const bytes = new Uint8Array(buffer);
  if (bytes[0] === H264_MARK) {
    return parseH264(buffer, bytes);
  }
  return bytes[0] === JPEG_MARK ? parseJpeg(buffer, bytes) : null;
}

function parseH264(buffer, bytes) {
  if (bytes.length <= H264_HEADER || bytes[1] > INTRA) {
    return null;
  }
  const header = new DataView(buffer);
  const y = header.getUint16(4);
  const width = header.getUint16(6);
  const height = header.getUint16(8);
  if (!isPictureSize(width, y + height) || height < 1) {
    return null;
  }
  const payload = bytes.subarray(H264_HEADER);
  const key = bytes[1] === IDR;
  return { mode: 'h264', key, frame: header.getUint16(2), y, width, height, payload };
}

function parseJpeg(buffer, bytes) {
  if (bytes.length <= JPEG_HEADER || bytes[1] !== 0) {
    return null;
  }
  const header = new DataView(buffer);
  const y = header.getUint16(4);
  const payload = bytes.subarray(JPEG_HEADER);
  const size = jpegSize(payload);
  if (size === null || !isPictureSize(size.width, y + size.height) || size.height < 1) {
    return null;
  }
  return { mode: 'jpeg', key: true, frame: header.getUint16(2), y, ...size, payload };
}

/** Width and height as the image's frame header (SOF) has them, or null when it has none. */
export function jpegSize(image) {
  if (image[0] !== 0xff || image[1] !== 0xd8) {
    return null;
  }
  const view = new DataView(image.buffer, image.byteOffset, image.length);
  for (let i = 2; i + 9 <= image.length; i += 2 + view.getUint16(i + 2)) {
    if (image[i] !== 0xff) {
      return null;
    }
    if (isFrameHeader(image[i + 1])) {
      return { width: view.getUint16(i + 7), height: view.getUint16(i + 5) };
    }
  }
  return null;
}

/** SOF0 to SOF15, less the three markers in between that mean something else (DHT, JPG, DAC). */
function isFrameHeader(marker) {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** The WebCodecs name of an Annex B stream that begins with its SPS, or null when it has none. */
export function codecString(payload) {
  for (let i = 0; i + 6 < payload.length; i++) {
    if (payload[i] === 0 && payload[i + 1] === 0 && payload[i + 2] === 1) {
      if ((payload[i + 3] & 0x1f) === SPS) {
        const profileAndLevel = payload.subarray(i + 4, i + 7);
        return 'avc1.' + Array.from(profileAndLevel, hex).join('');
      }
      i += 3;
    }
  }
  return null;
}

function hex(byte) {
  return byte.toString(16).padStart(2, '0').toUpperCase();
}

/**
 * Reads a text message: the first one, the padding that tells the server how fast the way is, the end of a frame,
 * the answer to a ping, or what is captured.
 */
export function parseText(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) {
    return null;
  }
  if (value.type === 'frame') {
    return parseFrameEnd(value);
  }
  if (value.type === 'hello') {
    return parseHello(value);
  }
  if (value.type === 'padding') {
    return { type: 'padding' };
  }
  if (value.type === 'capture') {
    return parseCapture(value);
  }
  return value.type === 'pong' ? parsePong(value) : null;
}

function parseHello({ control }) {
  return typeof control === 'boolean' ? { type: 'hello', control } : null;
}

function parseFrameEnd({ frame, previous, stripes, width, height, mode, captureNanos }) {
  const right =
    isWhole(frame, 0, Number.MAX_SAFE_INTEGER) &&
    isWhole(previous, -1, Number.MAX_SAFE_INTEGER) &&
    isWhole(stripes, 1, MAX_STRIPES) &&
    isPictureSize(width, height) &&
    MODES.includes(mode) &&
    Number.isFinite(captureNanos);
  return right ? { type: 'frame', frame, previous, stripes, width, height, mode, captureNanos } : null;
}

function parsePong({ ping, serverNanos, sourceSilence = null, counters = null }) {
  const right =
    Number.isFinite(ping) &&
    Number.isFinite(serverNanos) &&
    (sourceSilence === null || isCount(sourceSilence)) &&
    (counters === null || areCounters(counters));
  return right ? { type: 'pong', ping, serverNanos, sourceSilence, counters } : null;
}

function areCounters({ frames, bytes, encodeMicros }) {
  return [frames, bytes, encodeMicros].every(isCount);
}

function parseCapture({ place, reading, changes, declined, encoder, threads }) {
  const right =
    [place, reading, changes, encoder].every(isText) &&
    Array.isArray(declined) && declined.length <= MOST_TEXTS && declined.every(isText) &&
    isCount(threads);
  return right ? { type: 'capture', place, reading, changes, declined, encoder, threads } : null;
}

function isText(value) {
  return typeof value === 'string' && value.length <= LONGEST_TEXT;
}

function isCount(value) {
  return isWhole(value, 0, Number.MAX_SAFE_INTEGER);
}

function isPictureSize(width, height) {
  return isWhole(width, 1, MAX_SIDE) && isWhole(height, 1, MAX_SIDE);
}

function isWhole(value, least, most) {
  return Number.isInteger(value) && value >= least && value <= most;
}

/** The 16 bits of a frame id that a stripe carries. */
export function wireFrame(frame) {
  return frame % 0x10000;
}

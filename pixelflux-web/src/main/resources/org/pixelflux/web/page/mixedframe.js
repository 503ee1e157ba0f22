// SPDX-License-Identifier: MPL-2.0
// A frame in mode mixed, as docs/wire.md has its form. It is untrusted: whatever a reader has to
// refuse by itself gives null, never an exception.
import { MAX_SIDE } from './wire.js';

export const PICTURE = 1;
export const VIDEO = 2;
export const COPY = 3;
export const EXACT = 4;
export const FILL = 5;

/** The names of the kinds, by their numbers. */
export const KINDS = { [PICTURE]: 'picture', [VIDEO]: 'video', [COPY]: 'copy', [EXACT]: 'exact', [FILL]: 'fill' };

const OWN = 1;
const REFRESH = 2;
const BOTH = 3;

const MAGIC = 0x5046584d;
const VERSION = 1;
const HEADER_BYTES = 80;

/** What a rectangle takes besides its payload. */
export const ENTRY_BYTES = 28;

const FILL_BYTES = 3;

const FLAGS = { first: 0x01, complete: 0x02, refresh: 0x04, fromNothing: 0x08, lastPart: 0x10, coarse: 0x20 };
const ALL_FLAGS = 0x3f;

/** Whether a rectangle is a picture of a film. */
export function isVideo({ kind }) {
  return kind === VIDEO;
}

/** Whether a picture of a film can be decoded without any before it. */
export function isKeyFrame({ ofRefresh }) {
  return ofRefresh;
}

/** Whether a binary message is meant to be such a frame, and no stripe. */
export function isMixedFrame(buffer) {
  return buffer instanceof ArrayBuffer && new Uint8Array(buffer)[0] === MAGIC >>> 24;
}

/**
 * Reads a message. Payloads are views of it. `previous` is null in the first frame of an epoch, `refresh`
 * null or `{ base, start, lastPart, coarse }`, its base null since nothing. What is counted has to stay
 * below 2^53 here, where the form allows 2^63: the page names such numbers in JSON.
 */
export function parseMixedFrame(buffer) {
  if (!(buffer instanceof ArrayBuffer) || buffer.byteLength < HEADER_BYTES) {
    return null;
  }
  const message = new DataView(buffer);
  const header = parseHeader(message);
  const rectangles = header && parseRectangles(message, header);
  return rectangles && { ...header, rectangles };
}

function parseHeader(message) {
  const flags = parseFlags(message.getUint8(5));
  const [epoch, id, previous, base, start] = [8, 16, 24, 32, 40].map((at) => counted(message, at));
  const width = message.getUint16(64);
  const height = message.getUint16(66);
  const right =
    message.getUint32(0) === MAGIC &&
    message.getUint8(4) === VERSION &&
    flags !== null &&
    message.getUint16(6) === 0 &&
    message.getUint32(72) === message.byteLength &&
    message.getUint32(76) === 0 &&
    ![epoch, id, previous, base, start].includes(null) &&
    isSide(width) &&
    isSide(height) &&
    (flags.first ? flags.complete && previous === 0 : previous < id) &&
    (flags.refresh ? isRefresh(flags, { id, previous, base, start }) : isNoRefresh(flags, { base, start }));
  return right ? {
    epoch,
    id,
    previous: flags.first ? null : previous,
    complete: flags.complete,
    refresh: flags.refresh ? refreshOf(flags, { base, start }) : null,
    capturedNanos: Number(message.getBigInt64(48)),
    encodedNanos: Number(message.getBigInt64(56)),
    width,
    height,
  } : null;
}

function parseFlags(bits) {
  if ((bits & ~ALL_FLAGS) !== 0) {
    return null;
  }
  return Object.fromEntries(Object.entries(FLAGS).map(([name, bit]) => [name, (bits & bit) !== 0]));
}

function refreshOf({ fromNothing, lastPart, coarse }, { base, start }) {
  return { base: fromNothing ? null : base, start, lastPart, coarse };
}

function isRefresh({ first, fromNothing }, { id, previous, base, start }) {
  // Parts come in consecutive frames.
  const starts = start === id || (!first && start <= previous);
  return starts && (fromNothing ? base === 0 : !first && base < start);
}

function isNoRefresh({ fromNothing, lastPart, coarse }, { base, start }) {
  return !fromNothing && !lastPart && !coarse && base === 0 && start === 0;
}

function parseRectangles(message, header) {
  const count = message.getUint32(68);
  let offset = HEADER_BYTES + count * ENTRY_BYTES;
  if (offset > message.byteLength) {
    return null;
  }
  const rectangles = [];
  let ofRefreshOnly = false;
  for (let i = 0; i < count; i++) {
    const rectangle = parseRectangle(message, HEADER_BYTES + i * ENTRY_BYTES, offset, header);
    if (rectangle === null || (ofRefreshOnly && rectangle.own)) {
      return null;
    }
    ofRefreshOnly = !rectangle.own;
    offset += rectangle.payload.length;
    rectangles.push(rectangle);
  }
  return offset === message.byteLength ? rectangles : null;
}

function parseRectangle(message, at, offset, header) {
  const [x, y, width, height] = [0, 2, 4, 6].map((field) => message.getUint16(at + field));
  const kind = message.getUint8(at + 8);
  const role = message.getUint8(at + 9);
  const [sourceX, sourceY] = [message.getUint16(at + 12), message.getUint16(at + 14)];
  const [stream, generation, length] = [16, 20, 24].map((field) => message.getUint32(at + field));
  const right =
    [OWN, REFRESH, BOTH].includes(role) &&
    message.getUint16(at + 10) === 0 &&
    (role === OWN || role === BOTH || header.refresh !== null) &&
    fits(x, y, width, height, header) &&
    (kind === COPY
      ? role === OWN && !header.complete && fits(sourceX, sourceY, width, height, header)
      : sourceX === 0 && sourceY === 0) &&
    (kind === VIDEO ? role !== REFRESH : stream === 0 && generation === 0) &&
    isLength(kind, length) &&
    length <= message.byteLength - offset;
  return right ? {
    x, y, width, height, kind, sourceX, sourceY, stream, generation,
    own: role !== REFRESH,
    ofRefresh: role !== OWN,
    payload: new Uint8Array(message.buffer, offset, length),
  } : null;
}

function isLength(kind, length) {
  switch (kind) {
    case COPY: return length === 0;
    case FILL: return length === FILL_BYTES;
    case PICTURE: case VIDEO: case EXACT: return length > 0;
    default: return false;
  }
}

function fits(x, y, width, height, picture) {
  return width > 0 && height > 0 && x + width <= picture.width && y + height <= picture.height;
}

function isSide(side) {
  return side >= 1 && side <= MAX_SIDE;
}

/** 64 bits without a sign, or null if they are more than a number of this language counts to. */
function counted(message, at) {
  const high = message.getUint32(at);
  return high < 0x200000 ? high * 0x100000000 + message.getUint32(at + 4) : null;
}

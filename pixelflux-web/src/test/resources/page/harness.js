// SPDX-License-Identifier: MPL-2.0
// What the tests of the page's modules share. It and one of the other files run within the page as
// the body of an async function, which returns a list of {name, failure}: the failure of a test that
// passed is null. What the test gives them is in `arguments`: { frames, refusals } of the core's test
// vectors for mode mixed.

const tests = [];
const test = (name, run) => tests.push({ name, run });

function equal(actual, expected) {
  const [a, e] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== e) {
    throw new Error(`${a} is not ${e}`);
  }
}

async function outcomes() {
  const all = [];
  for (const { name, run } of tests) {
    try {
      await run();
      all.push({ name, failure: null });
    } catch (error) {
      all.push({ name, failure: error.message });
    }
  }
  return all;
}

/** An ArrayBuffer of what Java has given in base 64. */
const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer;
const vectors = arguments[0];

/** Pseudo-random numbers below a limit, the same each time. */
function randomFrom(seed) {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % limit;
  };
}

/** Waits until that holds, for a minute at most. */
async function until(condition) {
  const end = performance.now() + 60_000;
  while (!condition()) {
    if (performance.now() > end) {
      throw new Error(`never: ${condition}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const bytes = (...values) => new Uint8Array(values.flat()).buffer;
const SPS = [0, 0, 0, 1, 0x67, 0x42, 0xc0, 0x1f, 0x99];
const IDR_STRIPE = [4, 1, 0x12, 0x34, 0, 128, 5, 1, 0, 51, ...SPS];
const JPEG = [
  0xff, 0xd8, 0xff, 0xe0, 0, 4, 9, 9,
  0xff, 0xc4, 0, 3, 9,
  0xff, 0xc0, 0, 11, 8, 0, 64, 5, 1, 1, 1, 0x11, 0];
const JPEG_STRIPE = [3, 0, 0xff, 0xff, 1, 0, ...JPEG];
const P_STRIPE = [4, 0, 0, 1, 0, 128, 5, 1, 0, 51, 0, 0, 0, 1, 0x41, 9];
const END = { type: 'frame', frame: 70000, previous: 6, stripes: 2, width: 640, height: 100, mode: 'h264', captureNanos: 5 };

// SPDX-License-Identifier: MPL-2.0

/** So many failures within a minute, and this browser cannot decode the stream. */
export const MOST_FAILURES = 6;

const WITHIN_MS = 60_000;

// What breaks one decoder often breaks all: that is one failure.
const TOGETHER_MS = 500;

/**
 * Counts the failures of decoders. Each is followed by a request for a whole picture, which goes to
 * all viewers: so they must have an end. Times are in ms.
 */
export class Trials {
  #failures = [];

  failed(now) {
    this.#failures = this.#failures.filter((then) => now - then < WITHIN_MS);
    if (this.#failures.length === 0 || now - this.#failures.at(-1) >= TOGETHER_MS) {
      this.#failures.push(now);
    }
  }

  /** Failures of the last minute, as of the last one. */
  get failures() {
    return this.#failures.length;
  }

  get exhausted() {
    return this.failures >= MOST_FAILURES;
  }

  /** Another stream, or another way of decoding. */
  startOver() {
    this.#failures = [];
  }
}

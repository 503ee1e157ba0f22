// SPDX-License-Identifier: MPL-2.0

/** After so many failures within a minute it is useless to try again. */
export const MOST_FAILURES = 4;

const WITHIN_MS = 60_000;

// What breaks one decoder often breaks all, and that counts as one failure.
const TOGETHER_MS = 500;

/**
 * Counts what goes wrong, such as failures of decoders. After each the page asks for a whole picture, which
 * goes to all viewers, so this must have an end. Times are in ms.
 */
export class Trials {
  #failures = [];

  failed(now) {
    if (this.failures(now) === 0 || now - this.#failures.at(-1) >= TOGETHER_MS) {
      this.#failures.push(now);
    }
  }

  /** How many there were within a minute. */
  failures(now) {
    this.#failures = this.#failures.filter((then) => now - then < WITHIN_MS);
    return this.#failures.length;
  }

  exhausted(now) {
    return this.failures(now) >= MOST_FAILURES;
  }

  /** Another stream, or another way of decoding. */
  startOver() {
    this.#failures = [];
  }
}

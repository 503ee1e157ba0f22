// SPDX-License-Identifier: MPL-2.0
const KEPT = 15;

/**
 * The server's clock as seen from here. Each ping gives an estimate that is wrong by half its round trip at
 * most, so this takes the estimate of the fastest of the last few.
 */
export class ServerClock {
  #samples = [];

  /** A ping sent at `sent` was answered with `serverNanos` and came back at `received` (ms). */
  learn(sent, received, serverNanos) {
    const offset = serverNanos / 1e6 - (sent + received) / 2;
    this.#samples.push({ roundTrip: received - sent, offset });
    this.#samples.splice(0, this.#samples.length - KEPT);
  }

  /** Milliseconds between a moment of the server's clock and `now`; null before the first answer. */
  since(serverNanos, now) {
    if (this.#samples.length === 0) {
      return null;
    }
    const best = this.#samples.reduce((a, b) => (b.roundTrip < a.roundTrip ? b : a));
    return now + best.offset - serverNanos / 1e6;
  }
}

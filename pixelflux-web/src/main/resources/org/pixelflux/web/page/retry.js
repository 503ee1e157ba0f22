// SPDX-License-Identifier: MPL-2.0

// Codes with which the server ends a connection. 4404 and 4503 are its own, after those of HTTP.
const POLICY_VIOLATION = 1008;
const NO_SUCH_SCREEN = 4404;
const FULL = 4503;

const LOST = { first: 250, longest: 4000 };
// A screen that is not there yet, or a server that is full, often stays so for hours, and for many
// pages.
const TURNED_AWAY = { first: 2000, longest: 60_000 };

/** What follows when a connection has ended: when to try again, or never. */
export class Retry {
  #random;
  #attempts = 0;

  /** `random` as Math.random: pages that lost one server together must not come back together. */
  constructor(random = Math.random) {
    this.#random = random;
  }

  /** The server has proved itself well, so the next loss counts as the first. */
  succeeded() {
    this.#attempts = 0;
  }

  /**
   * A connection was closed with this code and reason, or was never open. The answer's `delay` is in ms,
   * null if it is useless to try again; `reason` is why the server turned this page away, or null when the
   * connection just got lost.
   */
  closed({ code, reason }) {
    if (code === POLICY_VIOLATION) {
      return { delay: null, reason: reason || 'not allowed' };
    }
    const turnedAway = code === NO_SUCH_SCREEN || code === FULL;
    return {
      delay: this.#delay(turnedAway ? TURNED_AWAY : LOST),
      reason: turnedAway ? reason || 'not now' : null,
    };
  }

  /** Twice as long each time; somewhere in its upper half. */
  #delay({ first, longest }) {
    const delay = Math.min(first * 2 ** this.#attempts++, longest);
    return delay * (1 + this.#random()) / 2;
  }
}

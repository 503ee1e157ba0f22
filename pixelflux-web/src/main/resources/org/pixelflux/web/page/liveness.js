// SPDX-License-Identifier: MPL-2.0

/** After so long a silence the picture may no longer be taken for that of now. */
export const SILENT_MS = 5000;

/** How long a connection may take to open. */
export const OPENING_MS = 15_000;

// While a large picture arrives on a slow link there is silence, too, so a page that has waited so
// long once waits so long again.
const FIRST_PATIENCE_MS = 30_000;
const LONGEST_PATIENCE_MS = 600_000;

/**
 * Decides whether there is somebody at the other end of a connection that pings each second. A link that is
 * down and a process that was stopped say nothing, so only silence shows them. All times are those of one
 * AwakeClock, in ms.
 */
export class Liveness {
  #open = false;
  #since = 0;
  #patience = FIRST_PATIENCE_MS;

  /** Another connection is being opened. */
  opening(now) {
    this.#open = false;
    this.#since = now;
  }

  /** Something came: the connection is open, or a message. */
  heard(now) {
    if (this.#open) {
      this.#waitFor(now - this.#since);
    }
    this.#open = true;
    this.#since = now;
  }

  /** How long an open connection has been silent; 0 as long as that means nothing. */
  silence(now) {
    const silence = this.#open ? now - this.#since : 0;
    return silence >= SILENT_MS ? silence : 0;
  }

  /** Whether it is time for another connection. */
  isDead(now) {
    return now - this.#since >= (this.#open ? this.#patience : OPENING_MS);
  }

  /** The connection is given up. If it was only slow, the next one needs more time. */
  giveUp(now) {
    if (this.#open) {
      this.#waitFor(now - this.#since);
    }
  }

  #waitFor(silence) {
    this.#patience = Math.min(Math.max(this.#patience, 2 * silence), LONGEST_PATIENCE_MS);
  }
}

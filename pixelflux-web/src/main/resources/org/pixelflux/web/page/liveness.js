// SPDX-License-Identifier: MPL-2.0

/** After so long without a word nobody may believe that the picture is that of now. */
export const SILENT_MS = 5000;

/** So long a connection may take to open. */
export const OPENING_MS = 15_000;

// A large picture on a slow link is silence, too: what came late once is waited for.
const FIRST_PATIENCE_MS = 30_000;
const LONGEST_PATIENCE_MS = 600_000;

/**
 * Whether there is somebody at the other end of a connection that pings each second. A link that is
 * down and a process that was stopped say nothing, so that only silence tells of them. All times are
 * those of one AwakeClock, in ms.
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

  /** The connection is given up: if it was but slow, the next one needs more time. */
  giveUp(now) {
    if (this.#open) {
      this.#waitFor(now - this.#since);
    }
  }

  #waitFor(silence) {
    this.#patience = Math.min(Math.max(this.#patience, 2 * silence), LONGEST_PATIENCE_MS);
  }
}

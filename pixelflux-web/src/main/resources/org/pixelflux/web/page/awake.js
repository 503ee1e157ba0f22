// SPDX-License-Identifier: MPL-2.0

/** How often a timer of the page is to tick. */
export const TICK_MS = 1000;

// If more time passes between two ticks, the page did not run: its tab is hidden, its timers are
// throttled (to one a minute), or the machine was asleep.
const LONGEST_STEP_MS = 1500;

/**
 * A clock that goes only while the page runs. Whatever the page waits for by this clock has really had the
 * time to come, so a page that was asleep for an hour takes nobody for dead when it wakes.
 */
export class AwakeClock {
  #now = 0;
  #last = null;

  /** Called about every TICK_MS; `time` in ms by a clock that never stops. */
  tick(time) {
    if (this.#last !== null) {
      this.#now += Math.min(time - this.#last, LONGEST_STEP_MS);
    }
    this.#last = time;
  }

  /** In ms; moves with the ticks. */
  get now() {
    return this.#now;
  }
}

// SPDX-License-Identifier: MPL-2.0
import { Trials } from './trials.js';

// If nothing comes after a request, it is sent again, each time after twice as long.
const FIRST_REMINDER_MS = 8000;
const LONGEST_REMINDER_MS = 64_000;

// A page that decodes no video waits so long after the last that came: films may be over.
const FILMS_ARE_OVER_MS = 3000;

/**
 * Asks for refreshes in mode mixed, and for no more of them than help: they may go to all viewers. Times
 * are in ms that the page was awake, but `now` is as performance.now.
 *
 * `connection` takes the requests. `lastWhole()` tells the frame since which a refresh is wanted.
 */
export class RefreshRequests {
  #connection;
  #lastWhole;
  #now;
  #gaps = new Trials();
  #awake = 0;
  #asked = null;
  #isOwed = false;
  // Why nothing is asked for: because there was video that the page cannot decode, or for good.
  #forbidden = false;
  #forbiddenForGood = false;
  // When films may be over that were not decoded.
  #calm = 0;

  constructor(connection, lastWhole, now) {
    this.#connection = connection;
    this.#lastWhole = lastWhole;
    this.#now = now;
  }

  /** A connection has been opened, perhaps to another server. */
  connected() {
    this.#asked = null;
    this.#isOwed = false;
    this.#forbidden = false;
    this.#forbiddenForGood = false;
    this.#gaps.startOver();
  }

  /** Waits for no answer any more. */
  pause() {
    this.#asked = null;
  }

  /** Whether a picture has been asked for, or will be. */
  get pending() {
    return this.#asked !== null || this.#isOwed;
  }

  /** Whether the answer is long in coming. */
  get overdue() {
    return this.#asked !== null && this.#asked.pause > FIRST_REMINDER_MS;
  }

  get #mayAsk() {
    return !this.#forbidden && !this.#gaps.exhausted(this.#now());
  }

  /** Asks now, or as soon as it may. */
  ask() {
    if (this.#mayAsk) {
      this.#asked = { pause: FIRST_REMINDER_MS, again: this.#awake + FIRST_REMINDER_MS };
      this.#connection.requestRefresh(this.#lastWhole());
    } else if (!this.#forbidden) {
      // What comes until then is useless because of this, and no further gap.
      this.#isOwed = true;
    }
  }

  /** Asks because something is missing. Returns false if so much was that it has to wait. */
  missed() {
    this.#gaps.failed(this.#now());
    const tooMuch = this.#gaps.exhausted(this.#now());
    if (tooMuch) {
      this.#asked = null;
    }
    this.ask();
    return !tooMuch;
  }

  /** What came is of no use: perhaps the request was lost. */
  remind() {
    if (this.#mayAsk) {
      this.#connection.remindRefresh(this.#lastWhole());
    }
  }

  /** What came makes the picture whole. */
  answered() {
    this.#asked = null;
    this.#isOwed = false;
    this.#connection.forgetRefresh();
  }

  /** A part of the answer came. */
  partlyAnswered() {
    if (this.#asked !== null) {
      this.#asked.again = this.#awake + this.#asked.pause;
    }
  }

  /** A page that could not draw a refresh asks for none, or for one when films may be over. */
  forbid({ forGood }) {
    this.#forbidden = true;
    this.#forbiddenForGood = forGood;
    this.#asked = null;
    this.#connection.forgetRefresh();
    this.videoCame();
  }

  allow() {
    this.#forbidden = false;
  }

  videoCame() {
    this.#calm = this.#awake + FILMS_ARE_OVER_MS;
  }

  /** Time goes by. */
  tick(awake) {
    this.#awake = awake;
    if (this.#isOwed && this.#mayAsk) {
      this.#isOwed = false;
      this.ask();
    }
    // While the server is silent, the answer may be on its way, and large.
    if (this.#connection.silence !== 0) {
      return;
    }
    if (this.#asked !== null && awake >= this.#asked.again && this.#mayAsk) {
      this.#asked.pause = Math.min(2 * this.#asked.pause, LONGEST_REMINDER_MS);
      this.#asked.again = awake + this.#asked.pause;
      this.#connection.remindRefresh(this.#lastWhole());
    }
    const lacksVideo = this.#forbidden && !this.#forbiddenForGood;
    if (lacksVideo && awake >= this.#calm && !this.#gaps.exhausted(this.#now())) {
      this.#calm = awake + LONGEST_REMINDER_MS;
      this.#connection.requestRefresh(this.#lastWhole());
    }
  }
}

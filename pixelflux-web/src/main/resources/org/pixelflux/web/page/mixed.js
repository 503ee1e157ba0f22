// SPDX-License-Identifier: MPL-2.0
import { WITHOUT_H264 } from './ability.js';
import { faultOf } from './faults.js';
import { Unsupported } from './film.js';
import { isVideo } from './mixedframe.js';
import { Picture } from './picture.js';
import { after, connectedAgain, isWanted, isWhole, NOTHING_YET, Step, step } from './progress.js';
import { RefreshRequests } from './refreshes.js';
import { Trials } from './trials.js';
import { WaitingFrames } from './waiting.js';

// So many frames may wait; more than a relay sends at once to a viewer that comes late.
const MOST_WAITING = 300;

// With so many, the oldest may wait for two seconds.
const MANY_WAITING = 60;
const LONGEST_WAIT_MS = 2000;

/** So many bytes may wait; one frame may be larger. */
export const MOST_WAITING_BYTES = 32 << 20;

/**
 * Makes pictures of the frames in mode mixed, by the rules of docs/wire.md, and decides what to do when
 * frames are missing or cannot be decoded: it asks for a refresh since the last frame that it is whole as
 * of, then it decodes another way, then it asks for nothing more. What was drawn stays over a lost
 * connection; the next one begins with everything, and frames that were drawn before are left out.
 *
 * `connection` takes the requests, `images` and `films` decode. `onFrame(frame, picture)`: the picture is
 * that of this frame, and its changed areas are to be shown; the frame is null if it was so before.
 * `onGap()` counts what is missing; for `onError`, `onTrouble` and `onObstacle` see Decoding.
 */
export class MixedDecoding {
  #images;
  #films;
  #events;
  #now;
  #picture = null;
  #epoch = null;
  #halfDrawn = false;
  #drawn = NOTHING_YET;
  // When all that waits is drawn.
  #expected = NOTHING_YET;
  #waiting;
  #confirmed = false;
  // The frame that came last over this connection.
  #came = null;
  #obstacle = null;
  #hopeless = false;
  #requests;
  #troubled = false;
  // What troubles has not come again.
  #lacking = false;
  #trials = new Trials();
  // How often in a row too much came before anything was drawn.
  #overloads = 0;

  /** `now` as performance.now. */
  constructor(connection, { images, films }, events, now = () => performance.now()) {
    this.#requests = new RefreshRequests(connection, () => this.#expected.lastWhole, now);
    this.#images = images;
    this.#films = films;
    this.#events = events;
    this.#now = now;
    this.#waiting = new WaitingFrames({
      decode: (rectangle) => (isVideo(rectangle) ? films : images).decode(rectangle),
      draw: (entry, jobs, last) => this.#draw(entry, jobs, last),
      onFailure: ({ dropped, ...failure }) => {
        this.#goBack(dropped);
        this.#failed(failure);
        dropped.slice(1).forEach(({ frame }) => this.frame(frame));
      },
    });
  }

  /** A connection has been opened, perhaps to another server. */
  connected() {
    this.#drop();
    this.#drawn = connectedAgain(this.#drawn);
    this.#expected = this.#drawn;
    this.#films.closeAll();
    this.#films.forgetRefusals();
    this.#confirmed = false;
    this.#came = null;
    this.#requests.connected();
    this.#hopeless = false;
    this.#obstacle = null;
    this.#troubled = false;
    this.#trials.startOver();
  }

  /** Frames of another mode are shown now. */
  pause() {
    this.#drop();
    this.#films.closeAll();
    this.#requests.pause();
    this.#picture?.changeAll();
  }

  /** Takes the next frame. */
  frame(frame) {
    if (this.#hopeless) {
      this.#events.onObstacle(this.#obstacle);
      return;
    }
    if (frame.rectangles.some(isVideo)) {
      this.#requests.videoCame();
    }
    if (!this.#confirmed) {
      this.#confirm(frame);
    }
    this.#take(frame);
    this.#came = frame;
  }

  /** Something came that could not be read. */
  gap() {
    this.#expected = after(this.#expected, null, Step.NOTHING);
    this.#missed();
  }

  /** The picture that was shown is gone. */
  startOver() {
    this.#picture?.changeAll();
    if (this.whole) {
      this.#events.onFrame(null, this.#picture);
    }
  }

  /** Whether the picture is the screen's, as far as this connection tells: nothing is long overdue. */
  get whole() {
    return this.#confirmed && isWhole(this.#drawn) && !this.#troubled && !this.#requests.overdue;
  }

  /** How many frames wait to be drawn. */
  get waiting() {
    return this.#waiting.count;
  }

  /** Time goes by, in ms that the page was awake. */
  tick(awake) {
    this.#films.tick(awake);
    this.#waiting.tick(awake);
    this.#requests.tick(awake);
  }

  /** Another server may count epochs from another time on. */
  #confirm({ epoch }) {
    this.#confirmed = true;
    if (this.#drawn.lastDrawn !== null && this.#drawn.lastDrawn.epoch !== epoch) {
      this.#forget();
    }
  }

  #forget() {
    this.#drawn = NOTHING_YET;
    this.#expected = NOTHING_YET;
    this.#halfDrawn = false;
  }

  #drop() {
    this.#goBack(this.#waiting.drop());
  }

  /** Nothing waits any more; `dropped` did. */
  #goBack(dropped) {
    dropped.forEach(({ rectangles }) => this.#films.drop(rectangles));
    if (this.#halfDrawn) {
      this.#forget();
    }
    this.#expected = this.#drawn;
  }

  /**
   * What to draw of a frame. The server may be behind the one before, and take this page for one that has
   * less than it has: then what is own may be missing in a frame that carries a refresh.
   */
  #step(frame) {
    const { epoch, previous, refresh } = frame;
    const follows = this.#came === null || (this.#came.epoch === epoch && this.#came.id === previous);
    return step(this.#expected, frame, refresh !== null && !follows);
  }

  #take(frame) {
    const wanted = this.#step(frame);
    if (wanted === Step.BEFORE) {
      this.#settle(null);
      return;
    }
    if (frame.epoch !== this.#expected.lastDrawn?.epoch) {
      this.#films.endAll();
    }
    const rectangles = frame.rectangles.filter((rectangle) => isWanted(rectangle, wanted));
    const fault = faultOf(frame, rectangles);
    if (wanted === Step.NOTHING) {
      this.#leaveOut(frame);
      this.#useless();
    } else if (rectangles.some(isVideo) && this.#films.obstacle !== null) {
      this.#leaveOut(frame);
      this.#obstruct(this.#films.obstacle);
    } else if (fault !== null) {
      this.#leaveOut(frame);
      this.#failed({ error: new Error(fault) });
    } else if (!this.#films.canTake(rectangles)) {
      this.#leaveOut(frame);
      this.#useless();
    } else if (this.#isTooMuch(frame)) {
      this.#overloaded(frame);
    } else {
      this.#add(frame, wanted, rectangles);
    }
  }

  /** Nothing of the frame is drawn, and so nothing that follows it. */
  #leaveOut(frame) {
    this.#expected = after(this.#expected, frame, Step.NOTHING);
    this.#films.leaveOut(frame.rectangles);
  }

  #add(frame, wanted, rectangles) {
    this.#expected = after(this.#expected, frame, wanted);
    this.#films.leaveOut(frame.rectangles.filter((rectangle) => !rectangles.includes(rectangle)));
    this.#films.take(rectangles);
    if (isWhole(this.#expected)) {
      this.#lacking = false;
      this.#requests.answered();
    } else {
      this.#requests.partlyAnswered();
    }
    if (this.#obstacle !== null) {
      this.#obstacle = null;
      this.#requests.allow();
      this.#events.onObstacle(null);
    }
    this.#waiting.add({ frame, rectangles, progress: this.#expected, came: this.#now() });
  }

  #isTooMuch({ rectangles }) {
    const bytes = rectangles.reduce((sum, { payload }) => sum + payload.length, 0);
    const { count, oldest } = this.#waiting;
    return count >= MOST_WAITING
      || (count >= MANY_WAITING && this.#now() - oldest.came > LONGEST_WAIT_MS)
      || (this.#waiting.count > 0 && this.#waiting.bytes + bytes > MOST_WAITING_BYTES);
  }

  /** Goes on with a newer picture; this frame may be one. */
  #overloaded(frame) {
    this.#overloads++;
    if (this.#overloads > 1 && this.#now() - this.#waiting.oldest.came > LONGEST_WAIT_MS) {
      this.#waiting.stall();
      this.#take(frame);
      return;
    }
    this.#say('More comes than this browser can draw. Fewer frames (--fps) or --mode h264 may help.');
    this.#drop();
    if (this.#step(frame) === Step.NOTHING) {
      this.#leaveOut(frame);
      this.#requests.ask();
    } else {
      this.#take(frame);
    }
  }

  /** Draws some rectangles of a frame, in their order. */
  #draw({ frame, progress }, jobs, last) {
    if (!this.#halfDrawn) {
      this.#prepare(frame);
      this.#halfDrawn = true;
    }
    jobs.forEach(({ rectangle, pixels }) => this.#picture.draw(rectangle, pixels));
    if (last) {
      this.#halfDrawn = false;
      this.#overloads = 0;
      this.#drawn = progress;
      this.#settle(frame);
    }
  }

  #prepare(frame) {
    const { epoch } = frame;
    if (this.#picture !== null && this.#picture.hasSize(frame)) {
      if (this.#epoch !== epoch || this.#drawn === NOTHING_YET) {
        this.#picture.clear();
      }
    } else if (this.#picture !== null && this.#epoch === epoch && this.#drawn !== NOTHING_YET) {
      throw new Error('a picture of another size than before');
    } else {
      this.#picture = new Picture(frame.width, frame.height);
    }
    this.#epoch = epoch;
  }

  /** Shows what is whole. `frame`: what was drawn just now, or null. */
  #settle(frame) {
    if (!isWhole(this.#drawn)) {
      return;
    }
    if (!this.#lacking) {
      this.#endTrouble();
    }
    this.#events.onFrame(frame, this.#picture);
  }

  #useless() {
    if (this.#obstacle !== null) {
      return;
    }
    if (this.#requests.pending) {
      this.#requests.remind();
    } else {
      this.#missed();
    }
  }

  #missed() {
    this.#events.onGap();
    if (this.#obstacle === null && !this.#requests.missed()) {
      this.#say('Much of what the server sends cannot be read. Reloading the page may help.');
    }
  }

  /** `culprits`: the rectangles that could not be decoded, if it is known. */
  #failed({ error, stalled = false, culprits = [] }) {
    const text = error.message;
    const video = culprits.find(isVideo);
    this.#events.onError(text, stalled);
    if (error instanceof Unsupported) {
      this.#refuseVideo(`This browser cannot decode this kind of H.264 (${text}).`);
      return;
    }
    this.#trials.failed(this.#now());
    if (this.#trials.exhausted(this.#now())) {
      this.#trials.startOver();
      if (video === undefined) {
        this.#giveUp(text);
      } else {
        this.#refuseVideo(`This browser cannot decode the video of mode mixed: ${text}.`);
      }
      return;
    }
    if (stalled || this.#trials.failures(this.#now()) > 1) {
      this.#say(`Decoding fails (${text}). Trying again.`);
      this.#decodeAnotherWay(culprits, video);
    }
    this.#requests.ask();
  }

  #decodeAnotherWay(culprits, video) {
    if (video !== undefined) {
      this.#films.preferSoftware(video);
    }
    if (video === undefined || !culprits.every(isVideo)) {
      this.#images.preferBitmaps();
    }
  }

  #giveUp(text) {
    this.#hopeless = true;
    this.#drop();
    this.#obstruct(`This browser cannot decode the stream: ${text}. Capture with another mode.`);
  }

  #refuseVideo(reason) {
    this.#films.refuse(`${reason} Capture with ${WITHOUT_H264}.`);
    this.#obstruct(this.#films.obstacle);
  }

  #obstruct(obstacle) {
    this.#obstacle = obstacle;
    this.#requests.forbid({ forGood: this.#hopeless });
    this.#endTrouble();
    this.#events.onObstacle(obstacle);
  }

  #say(trouble) {
    this.#troubled = true;
    this.#lacking = true;
    this.#events.onTrouble(trouble);
  }

  #endTrouble() {
    if (this.#troubled) {
      this.#troubled = false;
      this.#events.onTrouble(null);
    }
  }
}

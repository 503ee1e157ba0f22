// SPDX-License-Identifier: MPL-2.0

// About two seconds.
const MOST_WAITING = 60;

/**
 * Frames on their way to the decoders. They wait, in order, while the browser is asked whether it can
 * decode them (see Ability).
 *
 * `onFrame(end, stripes)` gets each frame that can be decoded, `onObstacle(reason)` is called for frames
 * that cannot, and `onGap()` in place of frames that were too many to wait.
 */
export class Intake {
  #ability;
  #events;
  #waiting = [];
  #asking = false;
  #tooMany = false;
  #closed = false;

  constructor(ability, events) {
    this.#ability = ability;
    this.#events = events;
  }

  frame(end, stripes) {
    if (this.#waiting.length >= MOST_WAITING) {
      this.#tooMany = true;
      return;
    }
    this.#waiting.push({ end, stripes });
    if (!this.#asking) {
      this.#passOn();
    }
  }

  close() {
    this.#closed = true;
    this.#waiting = [];
  }

  #passOn() {
    while (this.#waiting.length > 0) {
      const { end, stripes } = this.#waiting[0];
      if (this.#ability.mustLearn(stripes)) {
        this.#learn(stripes);
        return;
      }
      this.#waiting.shift();
      if (this.#ability.admits(end.mode, stripes)) {
        this.#events.onFrame(end, stripes);
      } else {
        this.#events.onObstacle(this.#ability.obstacle);
      }
    }
  }

  async #learn(stripes) {
    this.#asking = true;
    await this.#ability.learn(stripes);
    this.#asking = false;
    if (this.#closed) {
      return;
    }
    if (this.#tooMany) {
      this.#tooMany = false;
      this.#waiting = [];
      this.#events.onGap();
    }
    this.#passOn();
  }
}

// SPDX-License-Identifier: MPL-2.0
import { WITHOUT_H264 } from './ability.js';
import { Coverage } from './coverage.js';
import { StripeRows } from './decoders.js';
import { Intake } from './intake.js';
import { Painter } from './painter.js';
import { Trials } from './trials.js';

/**
 * Makes whole pictures of the frames of one connection, and decides what to do when decoders fail: first it
 * asks for a whole picture, then it tries decoders without hardware, then it asks for nothing more. It asks
 * `connection` for key frames; `onFrame(frame, pieces)` gets what is to be drawn, see Painter.
 * `onError(text, stalled)` counts what could not be decoded, or, with `stalled`, what a decoder has not given in
 * time, as on a very busy machine. `onTrouble(text)` says what the page does about it, and `onObstacle(text)`
 * why nothing is decoded at all; null says that this is over.
 */
export class Decoding {
  #ability;
  #connection;
  #events;
  #now;
  #trials = new Trials();
  #gaps = new Trials();
  #pictureIsOwed = false;
  #coverage = new Coverage();
  #painter;
  #rows;
  #intake;
  #size = '';
  #troubled = false;
  #closed = false;

  /** `now` as performance.now. */
  constructor(ability, connection, events, now = () => performance.now()) {
    this.#ability = ability;
    this.#connection = connection;
    this.#events = events;
    this.#now = now;
    ability.forgetRefusals();
    this.#painter = new Painter((frame, pieces) => this.#draw(frame, pieces));
    this.#rows = new StripeRows({
      decoded: (frame, image, place) => this.#painter.decoded(frame, image, place),
      missing: (frame, later) => this.#painter.missing(frame, later),
      needKeyFrame: () => this.#requestKeyFrame(),
      stillWaiting: () => this.#canUseKeyFrame && connection.remindKeyFrame(),
      onError: (text, codec) => this.#failed(codec, text),
      onStall: (codec) => this.#failed(codec, 'a decoder takes pictures and gives none', true),
      onOverload: () => this.#say('More comes than this browser can decode. Fewer frames (--fps) or --mode mixed may help.'),
      acceleration: () => ability.acceleration,
    });
    this.#intake = new Intake(ability, {
      onFrame: (end, stripes) => this.#decode(end, stripes),
      onObstacle: (reason) => events.onObstacle(reason),
      onGap: () => this.gap(),
    });
  }

  /** Takes the next frame, as far as it has come. */
  frame(end, stripes) {
    this.#intake.frame(end, stripes);
  }

  /** Something got lost on the way, or could not be read. */
  gap() {
    this.#rows.waitForKeyFrame();
    this.#gaps.failed(this.#now());
    if (this.#gaps.exhausted(this.#now())) {
      this.#pictureIsOwed = true;
      this.#say('Much of what the server sends cannot be read. Reloading the page may help.');
    }
    this.#requestKeyFrame();
  }

  /** The picture that was drawn is gone. */
  startOver() {
    this.#coverage.startOver();
    this.#requestKeyFrame();
  }

  /** Whether all of the picture has been drawn. */
  get whole() {
    return this.#coverage.whole;
  }

  /** Time goes by, in ms that the page was awake. */
  tick(awake) {
    this.#rows.tick(awake);
    if (this.#pictureIsOwed && this.#canUseKeyFrame) {
      this.#pictureIsOwed = false;
      this.#requestKeyFrame();
    }
  }

  /** How many decoders there are. */
  get rows() {
    return this.#rows.size;
  }

  close() {
    this.#closed = true;
    this.#intake.close();
    this.#painter.close();
    this.#rows.close();
  }

  /** A key frame goes to all viewers, so a page that could not decode it asks for none. */
  get #canUseKeyFrame() {
    return this.#ability.obstacle === null && !this.#gaps.exhausted(this.#now());
  }

  #requestKeyFrame() {
    if (this.#canUseKeyFrame) {
      this.#connection.requestKeyFrame();
    }
  }

  #decode(end, stripes) {
    const { width, height, mode, captureNanos } = end;
    const size = `${width}x${height}`;
    this.#events.onObstacle(null);
    if (this.#size !== size) {
      this.#size = size;
      this.#rows.keepWithin(height, mode);
      this.#coverage.startOver(height);
    }
    const frame = this.#painter.begin(stripes.length, { width, height, captureNanos });
    stripes.forEach((stripe) => this.#rows.decode(stripe, frame));
  }

  #draw(frame, pieces) {
    if (pieces.length === 0) {
      return;
    }
    pieces.forEach((piece) => this.#coverage.add(piece));
    if (this.#troubled && this.whole) {
      this.#troubled = false;
      this.#events.onTrouble(null);
    }
    this.#events.onFrame(frame, pieces);
  }

  #failed(codec, text, stalled = false) {
    this.#events.onError(text, stalled);
    this.#trials.failed(this.#now());
    if (this.#trials.exhausted(this.#now())) {
      this.#giveUp(codec, text);
    } else if (stalled || this.#trials.failures(this.#now()) > 1) {
      this.#say(`Decoding fails (${text}). Trying again.`);
      this.#tryWithoutHardware(codec);
    }
  }

  #say(trouble) {
    this.#troubled = true;
    this.#coverage.startOver();
    this.#events.onTrouble(trouble);
  }

  async #tryWithoutHardware(codec) {
    if (codec !== 'jpeg' && (await this.#ability.preferSoftware(codec)) && !this.#closed) {
      this.#say('Decoding fails. Trying without hardware acceleration.');
      this.#rows.close();
      this.#requestKeyFrame();
    }
  }

  #giveUp(codec, text) {
    this.#trials.startOver();
    this.#ability.refuse(codec, `This browser cannot decode the stream: ${text}. Capture with ${otherWay(codec)}.`);
    this.#rows.close();
    this.#connection.forgetKeyFrame();
    this.#events.onTrouble(null);
    this.#events.onObstacle(this.#ability.obstacle);
  }
}

function otherWay(codec) {
  return codec === 'jpeg' ? 'another mode' : WITHOUT_H264;
}

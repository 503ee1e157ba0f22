// SPDX-License-Identifier: MPL-2.0
import { Liveness } from './liveness.js';
import { isMixedFrame, parseMixedFrame } from './mixedframe.js';
import { Retry } from './retry.js';
import { parseStripe, parseText } from './wire.js';

const REFRESH_EVERY_MS = 300;

/**
 * The WebSocket to the server. It is opened again when it is lost, or has been silent for so long that it
 * must be lost. Calls back with `onOpen()`, `onHello(hello)`, `onStripe(stripe, size)`, `onFrameEnd(end)`,
 * `onMixedFrame(frame, size)`, `onPong(pong)`, `onCapture(capture)`, `onUnreadable()`, and when it has ended
 * `onClosed({ delay, reason })`, see Retry.
 */
export class Connection {
  #url;
  #events;
  #retry;
  #liveness = new Liveness();
  #awake;
  #socket = null;
  #refreshTimer = null;
  #nextRefresh = null;
  #keyFrameRequests = 0;
  #refreshRequests = 0;

  /** `awake` is the AwakeClock by which silence is measured. */
  constructor(url, events, { awake, retry = new Retry() }) {
    this.#url = url;
    this.#events = events;
    this.#awake = awake;
    this.#retry = retry;
  }

  open() {
    const socket = new WebSocket(this.#url);
    const whileItLasts = (listener) => (event) => socket === this.#socket && listener(event);
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', whileItLasts(() => this.#opened()));
    socket.addEventListener('message', whileItLasts(({ data }) => this.#receive(data)));
    socket.addEventListener('close', whileItLasts((event) => this.#ended(event)));
    this.#liveness.opening(this.#awake.now);
    this.#socket = socket;
  }

  /** To be called about once a second: sends a ping, and gives up a connection that is dead. */
  tick() {
    this.#send({ ping: performance.now() });
    if (this.#socket !== null && this.#liveness.isDead(this.#awake.now)) {
      const socket = this.#socket;
      this.#liveness.giveUp(this.#awake.now);
      this.#ended({ code: 0, reason: '' });
      socket.close();
    }
  }

  /** In ms, how long the server has been silent; 0: no longer than usual. */
  get silence() {
    return this.#socket === null ? 0 : this.#liveness.silence(this.#awake.now);
  }

  /** The requests for a whole picture that were really sent. */
  get keyFrameRequests() {
    return this.#keyFrameRequests;
  }

  /** Those for what a picture lacks. */
  get refreshRequests() {
    return this.#refreshRequests;
  }

  /** Asks for a whole picture, see requestRefresh. */
  requestKeyFrame() {
    this.requestRefresh(null);
  }

  /** Asks again for a whole picture, see remindRefresh. */
  remindKeyFrame() {
    this.remindRefresh(null);
  }

  /** Forgets the last request, see forgetRefresh. */
  forgetKeyFrame() {
    this.forgetRefresh();
  }

  /**
   * Asks for all that was written since a frame of mode mixed, `{ epoch, frame }`; null: for a whole
   * picture. Joins requests that come close together, and loses none.
   */
  requestRefresh(since) {
    if (this.#refreshTimer === null) {
      this.remindRefresh(since);
    } else {
      this.#nextRefresh = { since };
    }
  }

  /** Asks again for what was asked for, unless that was only just now. */
  remindRefresh(since) {
    if (this.#refreshTimer !== null) {
      return;
    }
    if (since === null) {
      this.#keyFrameRequests++;
      this.#send({ keyFrame: true });
    } else {
      this.#refreshRequests++;
      this.#send({ refresh: since });
    }
    this.#holdRefreshRequests();
  }

  /** Forgets the last request, whose answer would be of no use any more. */
  forgetRefresh() {
    this.#nextRefresh = null;
  }

  /** Asks for another codec or quality. */
  requestSettings(settings) {
    this.#send({ settings });
  }

  #holdRefreshRequests() {
    clearTimeout(this.#refreshTimer);
    this.#nextRefresh = null;
    this.#refreshTimer = setTimeout(() => {
      this.#refreshTimer = null;
      if (this.#nextRefresh !== null) {
        this.remindRefresh(this.#nextRefresh.since);
      }
    }, REFRESH_EVERY_MS);
  }

  #opened() {
    this.#liveness.heard(this.#awake.now);
    this.#events.onOpen();
    this.#send({ ping: performance.now() });
    // The server sends a whole picture to each page that connects.
    this.#holdRefreshRequests();
  }

  #receive(data) {
    this.#liveness.heard(this.#awake.now);
    // A message proves the server well; an accepted connection alone does not.
    this.#retry.succeeded();
    if (typeof data === 'string') {
      this.#receiveText(data);
      return;
    }
    if (isMixedFrame(data)) {
      this.#pass(parseMixedFrame(data), (frame) => this.#events.onMixedFrame(frame, data.byteLength));
    } else {
      this.#pass(parseStripe(data), (stripe) => this.#events.onStripe(stripe, data.byteLength));
    }
  }

  #pass(parsed, onReadable) {
    if (parsed === null) {
      this.#events.onUnreadable();
    } else {
      onReadable(parsed);
    }
  }

  #receiveText(text) {
    const message = parseText(text);
    if (message === null) {
      this.#events.onUnreadable();
    } else if (message.type === 'frame') {
      this.#events.onFrameEnd(message);
    } else if (message.type === 'hello') {
      this.#events.onHello(message);
    } else if (message.type === 'padding') {
      // The server measures how long the way takes.
    } else if (message.type === 'capture') {
      this.#events.onCapture(message);
    } else {
      this.#events.onPong(message);
    }
  }

  #ended({ code, reason }) {
    this.#socket = null;
    const next = this.#retry.closed({ code, reason });
    this.#events.onClosed(next);
    if (next.delay !== null) {
      setTimeout(() => this.open(), next.delay);
    }
  }

  #send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(message));
    }
  }
}

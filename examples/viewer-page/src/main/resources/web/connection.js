// SPDX-License-Identifier: MPL-2.0
import { parseStripe, parseText } from './wire.js';

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 4000;
const PING_EVERY_MS = 1000;
const KEY_FRAME_EVERY_MS = 300;

/**
 * The WebSocket to the server, opened again whenever it is lost. Calls back with `onOpen()`,
 * `onHello(hello)`, `onStripe(stripe, size)`, `onFrameEnd(end)`, `onPong(pong)`, `onUnreadable()` and
 * `onLost(delayMs)`.
 */
export class Connection {
  #url;
  #events;
  #socket = null;
  #delay = FIRST_DELAY_MS;
  #keyFrameTimer = null;
  #keyFrameAgain = false;
  #keyFrameRequests = 0;

  constructor(url, events) {
    this.#url = url;
    this.#events = events;
    setInterval(() => this.#send({ ping: performance.now() }), PING_EVERY_MS);
  }

  open() {
    const socket = new WebSocket(this.#url);
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => {
      this.#events.onOpen();
      this.#send({ ping: performance.now() });
      // The server sends a whole picture to whoever comes.
      this.#holdKeyFrameRequests();
    });
    socket.addEventListener('message', ({ data }) => this.#receive(data));
    socket.addEventListener('close', () => this.#lost());
    this.#socket = socket;
  }

  /** The requests that were really sent. */
  get keyFrameRequests() {
    return this.#keyFrameRequests;
  }

  /** Asks for a whole picture; requests that come close together are joined, none is lost. */
  requestKeyFrame() {
    if (this.#keyFrameTimer === null) {
      this.remindKeyFrame();
    } else {
      this.#keyFrameAgain = true;
    }
  }

  /** Asks again for the whole picture that was asked for, unless that was only just now. */
  remindKeyFrame() {
    if (this.#keyFrameTimer === null) {
      this.#keyFrameRequests++;
      this.#send({ keyFrame: true });
      this.#holdKeyFrameRequests();
    }
  }

  /** Asks for another codec or quality. */
  requestSettings(settings) {
    this.#send({ settings });
  }

  #holdKeyFrameRequests() {
    clearTimeout(this.#keyFrameTimer);
    this.#keyFrameAgain = false;
    this.#keyFrameTimer = setTimeout(() => {
      this.#keyFrameTimer = null;
      if (this.#keyFrameAgain) {
        this.remindKeyFrame();
      }
    }, KEY_FRAME_EVERY_MS);
  }

  #receive(data) {
    // A picture that arrives proves the server well; an accepted connection alone does not.
    this.#delay = FIRST_DELAY_MS;
    if (typeof data === 'string') {
      this.#receiveText(data);
      return;
    }
    const stripe = parseStripe(data);
    if (stripe === null) {
      this.#events.onUnreadable();
    } else {
      this.#events.onStripe(stripe, data.byteLength);
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
    } else {
      this.#events.onPong(message);
    }
  }

  #lost() {
    const delay = this.#delay;
    this.#delay = Math.min(delay * 2, LONGEST_DELAY_MS);
    this.#events.onLost(delay);
    setTimeout(() => this.open(), delay);
  }

  #send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(message));
    }
  }
}

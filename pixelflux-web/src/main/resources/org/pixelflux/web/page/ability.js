// SPDX-License-Identifier: MPL-2.0
import { codecString } from './wire.js';

export const SOFTWARE = 'prefer-software';

/** How to capture for a browser that has no H.264. */
export const WITHOUT_H264 = '--mode mixed --videoRectangles false';

// The browser's process for graphics may hang.
const PATIENCE_MS = 5000;

/**
 * What H.264 this browser can decode, as far as it says so itself. The page asks it once for each codec,
 * before it makes a decoder. `ask(config)` is as VideoDecoder.isConfigSupported; `obstacle` says why no
 * H.264 can be decoded at all, or is null. If the browser does not answer within `patience` ms, the page
 * tries the codec.
 */
export class Ability {
  #ask;
  #obstacle;
  #patience;
  #refusals = new Map();
  #answers = new Map();
  #present = null;
  #acceleration = 'no-preference';

  constructor({ ask, obstacle = null, patience = PATIENCE_MS }) {
    this.#ask = ask;
    this.#obstacle = obstacle;
    this.#patience = patience;
  }

  /** Whether the page has to ask the browser before it decodes these stripes of a frame. */
  mustLearn(stripes) {
    return this.#obstacle === null && this.#unknown(stripes).length > 0;
  }

  /** Asks for the codecs of these stripes. */
  async learn(stripes) {
    await Promise.all(this.#unknown(stripes).map(async (codec) => {
      const can = await this.canDecode(codec);
      this.#refusals.set(codec, can ? null : refusal(codec));
    }));
  }

  /** Whether the browser says that it can decode a codec; asks it once. */
  canDecode(codec) {
    if (!this.#answers.has(codec)) {
      this.#answers.set(codec, this.#supports({ codec }));
    }
    return this.#answers.get(codec);
  }

  /** What decoders to make, as in WebCodecs. */
  get acceleration() {
    return this.#acceleration;
  }

  /** Decodes without hardware from now on, if the browser can do that; returns whether it does so now. */
  async preferSoftware(codec) {
    if (this.#acceleration !== SOFTWARE && (await this.#supports({ codec, hardwareAcceleration: SOFTWARE }))) {
      this.#acceleration = SOFTWARE;
      return true;
    }
    return false;
  }

  /**
   * The browser has said that it can decode the present stream, but does not, so the page decodes no more
   * of it.
   */
  refuse(codec, reason) {
    this.#refusals.set(codec, reason);
    this.#present = reason;
  }

  /**
   * The server is another one: the page tries again what was refused, and keeps what it has learnt of this
   * machine.
   */
  forgetRefusals() {
    this.#refusals.clear();
    this.#answers.clear();
    this.#present = null;
  }

  /**
   * Whether a frame's stripes are worth decoding; if not, `obstacle` says why. After a key frame that
   * cannot be decoded, nothing can be decoded until another key frame comes.
   */
  admits(mode, stripes) {
    if (mode === 'jpeg') {
      this.#present = this.#refusals.get(mode) ?? null;
      return this.#present === null;
    }
    if (this.#obstacle !== null) {
      this.#present = this.#obstacle;
      return false;
    }
    const refusals = keyCodecs(stripes).map((codec) => this.#refusals.get(codec) ?? null);
    if (refusals.length > 0) {
      this.#present = refusals.find((refusal) => refusal !== null) ?? null;
    }
    return this.#present === null;
  }

  /** Why the stream that comes is not decoded, or null. */
  get obstacle() {
    return this.#present;
  }

  async #supports(config) {
    const unanswered = new Promise((resolve) => {
      setTimeout(() => resolve({ supported: true }), this.#patience);
    });
    try {
      return (await Promise.race([this.#ask(config), unanswered])).supported === true;
    } catch {
      return false;
    }
  }

  #unknown(stripes) {
    return keyCodecs(stripes).filter((codec) => !this.#refusals.has(codec));
  }
}

function refusal(codec) {
  const fullColor = codec.startsWith('avc1.F4') ? ' or without --h264FullColor' : '';
  return `This browser cannot decode this kind of H.264 (${codec}). Capture with ${WITHOUT_H264}${fullColor}.`;
}

function keyCodecs(stripes) {
  const keys = stripes.filter(({ mode, key }) => mode === 'h264' && key);
  return [...new Set(keys.map(({ payload }) => codecString(payload)))].filter((codec) => codec !== null);
}

/** Why there is no H.264 in the browser of `window`, or null. */
export function obstacleIn(window) {
  if ('VideoDecoder' in window) {
    return null;
  }
  return window.isSecureContext
    ? `This browser cannot decode H.264 (it has no WebCodecs). Capture with ${WITHOUT_H264}.`
    : 'Browsers decode H.264 (WebCodecs) only on pages of https or of localhost. '
      + `Serve this page with --tls, or capture with ${WITHOUT_H264}.`;
}

// SPDX-License-Identifier: MPL-2.0

/**
 * What the page says about itself: `light` is one of live, wait, lost; `state` a few words, and `notice`
 * what stands in the middle, or nothing. It is live only if what is seen is what the screen shows.
 *
 * @param link connecting, open, lost or refused
 * @param reason why the server turned this page away, or null
 * @param delay in ms until the next attempt, of a lost link; 0: it is being made
 * @param silence in ms, how long the server has said nothing; 0: no longer than usual
 * @param obstacle why the stream cannot be decoded, or null
 * @param trouble what is being done about decoders that fail, or null
 * @param sourceSilence in ms, how long the server has known nothing of the screen; null: it does
 * @param canvasLost whether the browser has taken the canvas away
 * @param shown whether a frame of this connection has been drawn
 */
export function describe(facts) {
  const { link, silence, obstacle, trouble, sourceSilence, canvasLost, shown } = facts;
  if (link === 'refused') {
    return status('lost', 'refused', `The server refuses this page: ${facts.reason}. `
      + 'Open the address that the program has printed, with its token.');
  }
  if (link === 'lost') {
    return lost(facts);
  }
  if (link === 'connecting') {
    return status('wait', 'connecting', '');
  }
  if (silence > 0) {
    return status('lost', 'no answer', `The server has not answered for ${duration(silence)}.`);
  }
  if (obstacle !== null) {
    return status('lost', 'cannot decode', obstacle);
  }
  if (canvasLost) {
    return status('wait', 'canvas lost', 'The browser has taken the canvas away.');
  }
  if (trouble !== null) {
    return status('wait', 'decoder fails', trouble);
  }
  if (sourceSilence !== null) {
    return status('lost', 'screen away', `Nothing has come from the screen for ${duration(sourceSilence)}.`);
  }
  return shown ? status('live', 'live', '') : status('wait', 'waiting for the picture', '');
}

function lost({ reason, delay }) {
  const again = delay > 0 ? `Trying again in ${duration(delay)}.` : 'Trying again.';
  return reason === null
    ? status('lost', 'connection lost', `Connection lost. ${again}`)
    : status('lost', reason, `The server says: ${reason}. ${again}`);
}

function status(light, state, notice) {
  return { light, state, notice };
}

/** In whole units that a reader takes in at a glance. */
export function duration(ms) {
  if (ms < 1000) {
    return `${(ms / 1000).toFixed(1)} s`;
  }
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

// SPDX-License-Identifier: MPL-2.0
// Takes messages of strangers, { messages } in base 64, as the page does. Returns what it reads of
// each, as text, null for those that it refuses; and how many frames it has shown. Fails if anything
// throws, or if the page does not show a picture in the end.
const { Ability } = await import('/ability.js');
const { Films } = await import('/films.js');
const { Images } = await import('/images.js');
const { MixedDecoding } = await import('/mixed.js');
const { parseMixedFrame } = await import('/mixedframe.js');

const { messages, frames } = arguments[0];
const failures = [];
const remember = (event) => failures.push(String(event.error ?? event.reason));
window.addEventListener('error', remember);
window.addEventListener('unhandledrejection', remember);

let shown = null;
let count = 0;
let now = 0;
const ability = new Ability({ ask: (config) => VideoDecoder.isConfigSupported(config) });
const connection = { silence: 0, requestRefresh() {}, remindRefresh() {}, forgetRefresh() {} };

function decodingThatHas(known) {
  const decoding = new MixedDecoding(connection, { images: new Images(), films: new Films(ability) }, {
    onFrame(frame, picture) {
      picture.takeChanged();
      shown = frame;
      count++;
    },
    onGap() {},
    onError() {},
    onTrouble() {},
    onObstacle() {},
  }, () => now);
  known.forEach((frame) => decoding.frame(frame));
  return decoding;
}

const parsed = frames.map(({ message }) => parseMixedFrame(fromBase64(message)));
const read = messages.map((message) => parseMixedFrame(fromBase64(message)));

for (const frame of read.filter((one) => one !== null)) {
  // As many frames as that one may follow.
  const known = parsed.filter(({ epoch, id }) => epoch === frame.epoch && id < frame.id).slice(0, 9);
  const decoding = decodingThatHas(known);
  decoding.frame(frame);
  // A decoder may give nothing of what it cannot decode.
  let awake = 0;
  await until(() => {
    decoding.tick(awake += 50);
    return decoding.waiting === 0;
  });
  decoding.gap();
  // Whatever it was: a page that connects anew shows the next picture.
  decoding.connected();
  shown = null;
  now += 60_000;
  const next = { ...parsed[0], epoch: frame.epoch === 1 ? 2 : 1 };
  decoding.frame(next);
  await until(() => shown === next);
}

window.removeEventListener('error', remember);
window.removeEventListener('unhandledrejection', remember);

function text({ epoch, id, previous, complete, refresh, width, height, rectangles }) {
  return [epoch, id, previous, complete, refresh && [refresh.base, refresh.start, refresh.lastPart], width, height,
    ...rectangles.map((r) => [
      r.x, r.y, r.width, r.height, r.kind, r.own, r.ofRefresh, r.sourceX, r.sourceY, r.stream, r.generation,
      r.payload.length])].join();
}

return { read: read.map((frame) => frame && text(frame)), shown: count, failures };

// SPDX-License-Identifier: MPL-2.0
// Shows recorded frames in mode mixed, { messages } in base 64, on a canvas, and returns the digest of
// its pixels after each, in base 64. With { pixels: true } it returns the pixels themselves after the last.
const { Ability } = await import('/ability.js');
const { Films } = await import('/films.js');
const { Images } = await import('/images.js');
const { MixedDecoding } = await import('/mixed.js');
const { parseMixedFrame } = await import('/mixedframe.js');
const { View } = await import('/view.js');

// From call to call the same picture goes on.
window.replay ??= begin();

function begin() {
  const canvas = document.body.appendChild(document.createElement('canvas'));
  const view = new View(document.body, canvas);
  const ability = new Ability({ ask: (config) => VideoDecoder.isConfigSupported(config) });
  const connection = { silence: 0, requestRefresh() {}, remindRefresh() {}, forgetRefresh() {} };
  const replayed = { canvas, shown: null };
  const fail = (text) => text !== null && replayed.fail(new Error(text));
  replayed.decoding = new MixedDecoding(connection, { images: new Images(), films: new Films(ability) }, {
    onFrame(frame, picture) {
      view.resize(picture.width, picture.height);
      view.put(picture.image, picture.takeChanged());
      replayed.shown(frame.id);
    },
    onGap: () => fail('a gap'),
    onError: fail,
    onTrouble: fail,
    onObstacle: fail,
  });
  return replayed;
}

async function digest(canvas) {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', data))));
}

const digests = [];
for (const message of arguments[0].messages) {
  const frame = parseMixedFrame(fromBase64(message));
  await new Promise((resolve, reject) => {
    window.replay.shown = resolve;
    window.replay.fail = reject;
    window.replay.decoding.frame(frame);
  });
  digests.push(await digest(window.replay.canvas));
}
if (arguments[0].pixels) {
  const { canvas } = window.replay;
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return new Uint8Array(data.buffer).toBase64();
}
return digests;

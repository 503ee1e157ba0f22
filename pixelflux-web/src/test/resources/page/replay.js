// SPDX-License-Identifier: MPL-2.0
// Shows recorded frames in mode mixed, { messages } in base 64, on a canvas, and returns the digest of
// its pixels after each, in base 64.
const { Images } = await import('/images.js');
const { MixedDecoding } = await import('/mixed.js');
const { parseMixedFrame } = await import('/mixedframe.js');
const { View } = await import('/view.js');

// From call to call the same picture goes on.
window.replay ??= begin();

function begin() {
  const canvas = document.body.appendChild(document.createElement('canvas'));
  const view = new View(document.body, canvas);
  const connection = { silence: 0, requestRefresh() {}, remindRefresh() {}, forgetRefresh() {} };
  const replayed = { canvas, shown: null };
  const fail = (text) => text !== null && replayed.fail(new Error(text));
  replayed.decoding = new MixedDecoding(connection, new Images(), {
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
return digests;

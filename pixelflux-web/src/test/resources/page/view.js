// SPDX-License-Identifier: MPL-2.0
const { View } = await import('/view.js');

test('keeps what is on screen when the picture changes its size', () => {
  const canvas = document.createElement('canvas');
  const view = new View(document.createElement('div'), canvas);
  const red = new OffscreenCanvas(8, 8);
  const brush = red.getContext('2d');
  brush.fillStyle = '#f00';
  brush.fillRect(0, 0, 8, 8);
  view.resize(8, 8);
  view.draw(red, { y: 2, width: 7, height: 3 });
  view.resize(8, 20);
  const pixel = (x, y) => Array.from(canvas.getContext('2d').getImageData(x, y, 1, 1).data).slice(0, 3);
  equal([pixel(0, 1), pixel(6, 2), pixel(7, 2), pixel(6, 4), pixel(6, 5)],
    [[0, 0, 0], [255, 0, 0], [0, 0, 0], [255, 0, 0], [0, 0, 0]]);
});

test('tells when the browser takes the canvas away, and gives it back', () => {
  const log = [];
  const canvas = document.createElement('canvas');
  new View(document.createElement('div'), canvas, { onLost: () => log.push('lost'), onRestored: () => log.push('restored') });
  // A 2D canvas whose event is cancelled is never given back.
  const lost = new Event('contextlost', { cancelable: true });
  canvas.dispatchEvent(lost);
  canvas.dispatchEvent(new Event('contextrestored'));
  equal([log, lost.defaultPrevented], [['lost', 'restored'], false]);
});

return outcomes();

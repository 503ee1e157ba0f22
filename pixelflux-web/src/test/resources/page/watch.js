// SPDX-License-Identifier: MPL-2.0
// Notes from now on when the pixel { x, y } of the page's canvas gets another colour: window.seen has
// { at, rgb }, the time in ms since 1970.
const { x, y } = arguments[0];
const context = window.pixelflux.canvas.getContext('2d');
let last = null;

function look() {
  const [red, green, blue] = context.getImageData(x, y, 1, 1).data;
  const rgb = (red << 16) | (green << 8) | blue;
  if (rgb !== last) {
    last = rgb;
    window.seen.push({ at: performance.timeOrigin + performance.now(), rgb });
  }
}

window.seen = [];
look();
for (const name of ['putImageData', 'drawImage']) {
  const draw = CanvasRenderingContext2D.prototype[name];
  context[name] = function (...given) {
    draw.apply(this, given);
    look();
  };
}

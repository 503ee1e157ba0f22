// SPDX-License-Identifier: MPL-2.0
// With { messages } it keeps frames in mode mixed. With { way, paceMs } it shows them at a steady pace, on
// a canvas that can be seen, and returns how long each took from its arrival to the canvas, in ms. `way`
// is how they are drawn: "memory" as the page does, "scratch" on the canvas, copies through another one,
// "itself" on the canvas, copies from itself; "none" draws nothing. "parts" returns what the parts of the
// first way take.
const { Ability } = await import('/ability.js');
const { Films } = await import('/films.js');
const { Images } = await import('/images.js');
const { MixedDecoding } = await import('/mixed.js');
const { Picture } = await import('/picture.js');
const { COPY, FILL, parseMixedFrame, PICTURE } = await import('/mixedframe.js');

const { messages = null, way, paceMs } = arguments[0];
if (messages !== null) {
  window.kept = messages.map(fromBase64);
  return [];
}
const buffers = window.kept;
const { width, height } = parseMixedFrame(buffers[0]);
const canvas = document.createElement('canvas');
const context = canvas.getContext('2d', { alpha: false });
Object.assign(canvas, { width, height });
Object.assign(canvas.style, { position: 'fixed', inset: '0', width: '100vw' });
document.body.replaceChildren(canvas);

class Memory {
  #shown = null;
  #decoding;

  constructor() {
    const connection = { silence: 0, requestRefresh() {}, remindRefresh() {}, forgetRefresh() {} };
    const ability = new Ability({ ask: (config) => VideoDecoder.isConfigSupported(config) });
    this.#decoding = new MixedDecoding(connection, { images: new Images(), films: new Films(ability) }, {
      onFrame: (frame, picture) => {
        picture.takeChanged().forEach((area) =>
          context.putImageData(picture.image, 0, 0, area.x, area.y, area.width, area.height));
        this.#shown?.();
      },
      onGap() {},
      onError() {},
      onTrouble() {},
      onObstacle() {},
    });
  }

  draw(frame) {
    return new Promise((resolve) => {
      this.#shown = resolve;
      this.#decoding.frame(frame);
    });
  }
}

class OnCanvas {
  #copy;
  #scratch = new OffscreenCanvas(width, height).getContext('2d', { alpha: false });

  constructor(itself) {
    this.#copy = itself ? this.#fromItself : this.#throughScratch;
  }

  async draw({ rectangles }) {
    const images = await Promise.all(rectangles.map((one) => this.#decode(one)));
    rectangles.forEach((one, i) => {
      if (one.kind === COPY) {
        this.#copy(one);
      } else if (one.kind === FILL) {
        const [red, green, blue] = one.payload;
        context.fillStyle = `rgb(${red} ${green} ${blue})`;
        context.fillRect(one.x, one.y, one.width, one.height);
      } else {
        context.drawImage(images[i], one.x, one.y);
        images[i].close();
      }
    });
  }

  async #decode({ kind, payload }) {
    if (kind === COPY || kind === FILL) {
      return null;
    }
    const type = kind === PICTURE ? 'image/jpeg' : 'image/png';
    const decoder = new ImageDecoder({ type, data: payload, colorSpaceConversion: 'none' });
    const { image } = await decoder.decode();
    decoder.close();
    return image;
  }

  #fromItself({ sourceX, sourceY, x, y, width: w, height: h }) {
    context.drawImage(canvas, sourceX, sourceY, w, h, x, y, w, h);
  }

  #throughScratch({ sourceX, sourceY, x, y, width: w, height: h }) {
    this.#scratch.drawImage(canvas, sourceX, sourceY, w, h, 0, 0, w, h);
    context.drawImage(this.#scratch.canvas, 0, 0, w, h, x, y, w, h);
  }
}

const ways = {
  memory: () => new Memory(),
  scratch: () => new OnCanvas(false),
  itself: () => new OnCanvas(true),
  none: () => ({ draw() {} }),
};
if (way === 'parts') {
  return parts();
}

/** In all, in ms: reading the messages, waiting for their images, drawing into memory, and showing. */
async function parts() {
  const images = new Images();
  const picture = new Picture(width, height);
  const spent = { read: 0, decode: 0, draw: 0, show: 0 };
  let last;
  const until = (part) => {
    const now = performance.now();
    spent[part] += now - last;
    last = now;
  };
  for (const buffer of buffers) {
    last = performance.now();
    const { rectangles } = parseMixedFrame(buffer);
    until('read');
    const pixels = await Promise.all(rectangles.map((one) =>
      (one.kind === COPY || one.kind === FILL ? null : images.decode(one))));
    until('decode');
    rectangles.forEach((one, i) => picture.draw(one, pixels[i]));
    until('draw');
    picture.takeChanged().forEach((area) =>
      context.putImageData(picture.image, 0, 0, area.x, area.y, area.width, area.height));
    until('show');
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return spent;
}

const drawing = ways[way]();
const took = [];
let due = performance.now();
for (const buffer of buffers) {
  due += paceMs;
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
  const came = performance.now();
  await drawing.draw(parseMixedFrame(buffer));
  took.push(performance.now() - came);
}
return took;

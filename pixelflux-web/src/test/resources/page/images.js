// SPDX-License-Identifier: MPL-2.0
const { Images } = await import('/images.js');
const { EXACT, parseMixedFrame, PICTURE } = await import('/mixedframe.js');
const { pngWithoutExtras } = await import('/png.js');

const vector = (name) => parseMixedFrame(fromBase64(vectors.frames.find((one) => one.name === name).message));
const exact = vector('01-first').rectangles[0];
const picture = vector('02-own').rectangles.find(({ kind }) => kind === PICTURE);

/** Pixels that all differ, and their PNG image; its rows are not filtered. */
async function noise(width, height) {
  const random = randomFrom(width);
  const rows = Array.from({ length: height }, () => [0, ...Array.from({ length: 3 * width }, () => random(256))]);
  const pixels = rows.flatMap((row) => row.slice(1)).flatMap((value, i) => (i % 3 === 2 ? [value, 255] : [value]));
  return { pixels, payload: await png(width, height, rows.flat()) };
}

async function png(width, height, rows, { bits = 8, colors = 2, interlaced = 0, extras = [] } = {}) {
  const zipped = new Blob([new Uint8Array(rows)]).stream().pipeThrough(new CompressionStream('deflate'));
  const data = [...new Uint8Array(await new Response(zipped).arrayBuffer())];
  return new Uint8Array([
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a,
    ...chunk('IHDR', [...u32(width), ...u32(height), bits, colors, 0, 0, interlaced]),
    ...extras.flatMap(([name, content]) => chunk(name, content)),
    ...chunk('IDAT', data), ...chunk('IEND', [])]);
}

const u32 = (value) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

function chunk(name, content) {
  const named = [...[...name].map((letter) => letter.charCodeAt(0)), ...content];
  return [...u32(content.length), ...named, ...u32(checksum(named))];
}

function checksum(values) {
  let sum = 0xffffffff;
  for (const value of values) {
    sum ^= value;
    for (let i = 0; i < 8; i++) {
      sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
  }
  return ~sum >>> 0;
}

async function rejected(promise) {
  try {
    await promise;
  } catch (error) {
    return error.message;
  }
  throw new Error('it was decoded');
}

/** With and without ImageDecoder. */
function eachWay(name, run) {
  test(`${name}, by ImageDecoder`, () => run(new Images()));
  test(`${name}, by bitmaps`, () => {
    const images = new Images();
    images.preferBitmaps();
    return run(images);
  });
}

eachWay('decodes exact pixels bit for bit', async (images) => {
  for (const [width, height] of [[1, 1], [16, 16], [33, 7], [64, 50]]) {
    const { pixels, payload } = await noise(width, height);
    equal([...await images.decode({ kind: EXACT, width, height, payload })], pixels);
  }
});

eachWay('decodes pictures', async (images) => {
  const pixels = await images.decode(picture);
  equal([pixels.length, pixels[3]], [picture.width * picture.height * 4, 255]);
});

eachWay('leaves aside what would change the colours', async (images) => {
  const rows = [0, 0x80, 0x40, 0xc0];
  const payload = await png(1, 1, rows, { extras: [['gAMA', u32(10_000)], ['iCCP', [0x61, 0, 0, 1]]] });
  equal([...await images.decode({ kind: EXACT, width: 1, height: 1, payload })], [0x80, 0x40, 0xc0, 255]);
  equal(pngWithoutExtras(payload, 1, 1), await png(1, 1, rows));
});

eachWay('refuses images of another size, and what is none', async (images) => {
  const wrong = [
    { ...exact, width: exact.width + 1 }, { ...exact, height: exact.height - 1 },
    { ...picture, width: picture.width + 1 }, { ...picture, height: picture.height - 1 },
    { ...exact, kind: PICTURE }, { ...picture, kind: EXACT }];
  for (const rectangle of wrong) {
    await rejected(images.decode(rectangle));
  }
});

test('lets no image near a decoder that says another size', async () => {
  const real = window.createImageBitmap;
  let asked = 0;
  window.createImageBitmap = () => asked++;
  try {
    const images = new Images();
    images.preferBitmaps();
    for (const one of [exact, picture]) {
      await rejected(images.decode({ ...one, width: one.width - 1 }));
    }
    equal(asked, 0);
  } finally {
    window.createImageBitmap = real;
  }
});

eachWay('refuses damaged pixels', async (images) => {
  const payload = exact.payload.slice();
  payload.fill(0xff, payload.length - 100, payload.length - 20);
  await rejected(images.decode({ ...exact, payload }));
});

test('lets no PNG image pass that is not as the wire form has it', async () => {
  const row = [0, 1, 2, 3];
  equal(pngWithoutExtras(await png(1, 1, row), 1, 1) !== null, true);
  const wrong = [
    [row, { bits: 16 }], [row, { colors: 6 }], [row, { colors: 0 }], [row, { colors: 4 }], [row, { interlaced: 1 }],
    [row, { colors: 2, bits: 4 }], [row, { extras: [['tRNS', [0, 1, 0, 2, 0, 3]]] }], [row, { extras: [['IHDR', [0]]] }]];
  for (const [rows, options] of wrong) {
    equal(pngWithoutExtras(await png(1, 1, rows, options), 1, 1), null);
  }
});

test('reads no PNG image beyond its end', () => {
  const { payload, width, height } = exact;
  for (let length = 0; length < payload.length; length++) {
    equal(pngWithoutExtras(payload.subarray(0, length), width, height), null);
  }
});

test('decodes with bitmaps where ImageDecoder does not give the pixels as they are', async () => {
  const real = window.ImageDecoder;
  let made = 0;
  window.ImageDecoder = class {
    constructor() {
      made++;
    }
    async decode() {
      return { image: { displayWidth: 2, displayHeight: 1, copyTo: async (pixels) => pixels.fill(7), close() {} } };
    }
    close() {}
  };
  try {
    const images = new Images();
    const { pixels, payload } = await noise(5, 5);
    equal([...await images.decode({ kind: EXACT, width: 5, height: 5, payload })], pixels);
    await images.decode(exact);
    equal(made, 1);
  } finally {
    window.ImageDecoder = real;
  }
});

return outcomes();

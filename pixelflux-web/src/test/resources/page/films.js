// SPDX-License-Identifier: MPL-2.0
const { Ability } = await import('/ability.js');
const { Unsupported } = await import('/film.js');
const { FilmPixels } = await import('/filmpixels.js');
const { Films } = await import('/films.js');
const { FILL, VIDEO } = await import('/mixedframe.js');

const PLACE = { x: 3, y: 5, width: 4, height: 2 };
const settled = () => new Promise((resolve) => setTimeout(resolve));
const picture = (stream, more) => ({
  ...PLACE, kind: VIDEO, own: true, ofRefresh: false, stream, generation: 1, payload: new Uint8Array([1]), ...more });
const keyFrame = (stream, more) => picture(stream, { ofRefresh: true, payload: new Uint8Array(SPS), ...more });
const OTHER_SPS = new Uint8Array([0, 0, 0, 1, 0x67, 0x64, 0, 0x28, 0x99]);

/** Films whose decoders do what the test wants; the log has what they are told, and what comes of pictures. */
class Stage {
  log = [];
  decoders = [];

  constructor({ can = () => true } = {}) {
    this.films = new Films(new Ability({ ask: async (config) => ({ supported: can(config) }) }));
    const stage = this;
    this.Decoder = class {
      state = 'unconfigured';
      constructor(callbacks) {
        Object.assign(this, callbacks);
        this.name = stage.decoders.push(this);
      }
      configure({ codec, hardwareAcceleration }) {
        this.state = 'configured';
        stage.log.push(`${this.name} opens ${codec} ${hardwareAcceleration}`);
      }
      decode({ type, timestamp }) {
        stage.log.push(`${this.name} ${type} ${timestamp}`);
      }
      async flush() {
        stage.log.push(`${this.name} flushes`);
      }
      close() {
        this.state = 'closed';
        stage.log.push(`${this.name} closes`);
      }
      fail() {
        this.state = 'closed';
        this.error(new Error('broken'));
      }
      /** Gives the picture of that time, all of its samples that number. */
      finish(timestamp, size = { displayWidth: 4, displayHeight: 2 }) {
        this.output({
          ...size,
          timestamp,
          visibleRect: { x: 0, y: 0 },
          allocationSize: ({ rect }) => rect.width * rect.height * 4,
          copyTo: async (pixels) => pixels.fill(timestamp),
          close: () => stage.log.push(`picture ${timestamp} freed`),
        });
      }
    };
  }

  /** Takes rectangles of a frame and decodes them. */
  async decode(...rectangles) {
    equal(this.films.canTake(rectangles), true);
    this.films.take(rectangles);
    rectangles.forEach((rectangle) => this.films.decode(rectangle).then(
      (pixels) => this.log.push(`${rectangle.stream} has ${pixels[0]}`),
      (error) => this.log.push(`${rectangle.stream} fails: ${error.message}`)));
    await settled();
  }

  read() {
    return this.log.splice(0);
  }
}

function withStage(options, run) {
  return async () => {
    const stage = new Stage(options);
    const real = window.VideoDecoder;
    window.VideoDecoder = stage.Decoder;
    try {
      await run(stage);
    } finally {
      window.VideoDecoder = real;
    }
  };
}

test('decodes each stream with a decoder of its own', withStage({}, async (stage) => {
  await stage.decode(keyFrame(0), keyFrame(7));
  await stage.decode(picture(0));
  equal(stage.read(), [
    '1 opens avc1.42C01F no-preference', '2 opens avc1.42C01F no-preference', '1 key 0', '2 key 0', '1 delta 1']);
  stage.decoders[1].finish(0);
  stage.decoders[0].finish(0);
  stage.decoders[0].finish(1);
  await settled();
  equal(stage.read().filter((line) => line.includes('has')), ['7 has 0', '0 has 0', '0 has 1']);
  equal(stage.films.size, 2);
}));

test('takes no picture without those before it', withStage({}, async ({ films }) => {
  const can = (...rectangles) => films.canTake(rectangles);
  equal([can(picture(0)), can(picture(0), keyFrame(0)), can(keyFrame(0), picture(0)), can({ kind: FILL })], [false, false, true, true]);
  films.take([keyFrame(0)]);
  equal([can(picture(0)), can(picture(1)), can(picture(0, { generation: 2 }))], [true, false, false]);
  equal(['x', 'y', 'width', 'height'].map((field) => can(picture(0, { [field]: 9 }))), [false, false, false, false]);
  films.leaveOut([picture(0)]);
  equal([can(picture(0)), can(keyFrame(0))], [false, true]);
}));

test('ends a stream with its next generation, when it has given what it took', withStage({}, async (stage) => {
  await stage.decode(keyFrame(0));
  await stage.decode(keyFrame(0, { generation: 2, width: 2 }));
  equal(stage.read().slice(1), ['1 key 0', '1 flushes', '2 opens avc1.42C01F no-preference', '2 key 0']);
  stage.decoders[0].finish(0);
  await settled();
  equal(stage.read(), ['1 closes', 'picture 0 freed', '0 has 0']);
  equal(stage.films.canTake([picture(0, { generation: 1 })]), false);
  equal([stage.films.canTake([picture(0, { generation: 2, width: 2 })]), stage.films.size], [true, 1]);
}));

test('gives pictures that were taken before a stream ended, and are decoded later', withStage({}, async (stage) => {
  const late = [keyFrame(0), picture(0)];
  stage.films.take(late);
  stage.films.leaveOut([picture(0)]);
  equal(stage.films.canTake([picture(0)]), false);
  const all = Promise.all(late.map((rectangle) => stage.films.decode(rectangle)));
  await settled();
  [0, 1].forEach((timestamp) => stage.decoders[0].finish(timestamp));
  equal((await all).map((pixels) => pixels[0]), [0, 1]);
  equal([stage.read().includes('1 closes'), stage.films.size], [true, 0]);
}));

test('goes on with the decoder at a key frame, unless it is of another codec', withStage({}, async (stage) => {
  await stage.decode(keyFrame(0));
  await stage.decode(keyFrame(0));
  await stage.decode(keyFrame(0, { payload: OTHER_SPS }));
  equal(stage.read().slice(1), ['1 key 0', '1 key 1', '1 flushes', '2 opens avc1.640028 no-preference', '2 key 0']);
}));

test('closes a decoder without pictures for ten seconds', withStage({}, async (stage) => {
  stage.films.tick(1000);
  await stage.decode(keyFrame(0), keyFrame(1));
  stage.decoders.forEach((decoder) => decoder.finish(0));
  stage.films.tick(9000);
  await stage.decode(picture(1));
  stage.read();
  stage.films.tick(10_999);
  equal(stage.read(), []);
  stage.films.tick(11_000);
  equal([stage.read(), stage.films.canTake([picture(0)]), stage.films.canTake([picture(1)])], [['1 closes'], false, true]);
}));

test('keeps the films that were drawn last, and no more than eight', withStage({}, async (stage) => {
  for (let stream = 0; stream < 8; stream++) {
    await stage.decode(keyFrame(stream));
  }
  await stage.decode(picture(0));
  await stage.decode(keyFrame(8));
  equal([0, 1, 2, 8].map((stream) => stage.films.canTake([picture(stream)])), [true, false, true, true]);
}));

test('opens no more than 32 decoders, whoever asks', withStage({}, async ({ films }) => {
  const many = (count) => Array.from({ length: count }, (_, stream) => keyFrame(stream));
  equal([films.canTake(many(33)), films.canTake(many(32))], [false, true]);
  films.take(many(32));
  equal([films.size, films.canTake([keyFrame(99)])], [32, false]);
  films.closeAll();
  equal([films.size, films.canTake([keyFrame(99)])], [0, true]);
}));

test('drops what is not wanted any more, and what follows it', withStage({}, async (stage) => {
  const dropped = keyFrame(0);
  await stage.decode(dropped, keyFrame(1));
  stage.read();
  stage.films.drop([dropped, { kind: FILL }]);
  await settled();
  equal(stage.read(), ['1 closes', '0 fails: the decoder was closed']);
  equal([stage.films.canTake([picture(0)]), stage.films.canTake([picture(1)])], [false, true]);
  stage.decoders[0].finish(0);
  equal(stage.read(), ['picture 0 freed']);
}));

test('tells that a decoder fails, to all who wait for it', withStage({}, async (stage) => {
  await stage.decode(keyFrame(0), picture(0));
  stage.read();
  stage.decoders[0].fail();
  await settled();
  equal(stage.read(), ['0 fails: broken', '0 fails: broken']);
  equal([stage.films.canTake([picture(0)]), stage.films.size], [false, 0]);
}));

test('fails for a picture that a decoder leaves out', withStage({}, async (stage) => {
  await stage.decode(keyFrame(0), picture(0), picture(0));
  stage.read();
  stage.decoders[0].finish(1);
  await settled();
  equal(stage.read().filter((line) => line.startsWith('0')).sort(), ['0 fails: a decoder has left out a picture', '0 has 1']);
}));

test('needs a key frame when the browser has closed a decoder that had nothing to do', withStage({}, async (stage) => {
  await stage.decode(keyFrame(0));
  stage.decoders[0].finish(0);
  stage.decoders[0].fail();
  equal([stage.films.canTake([picture(0)]), stage.films.canTake([keyFrame(0)])], [false, true]);
}));

test('tells what the browser says that it cannot decode', withStage({ can: () => false }, async ({ films, decoders }) => {
  const first = keyFrame(0);
  films.take([first]);
  const error = await films.decode(first).catch((reason) => reason);
  equal([error instanceof Unsupported, error.message, decoders.length], [true, 'avc1.42C01F', 0]);
}));

test('opens decoders without hardware when one has failed, however late the browser says that it can', withStage({}, async (stage) => {
  const failing = keyFrame(0);
  await stage.decode(failing);
  stage.films.preferSoftware(failing);
  stage.films.drop([failing]);
  await stage.decode(keyFrame(0));
  equal(stage.read().filter((line) => line.includes('opens')), ['1 opens avc1.42C01F no-preference', '2 opens avc1.42C01F prefer-software']);
}));

test('ends all films with an epoch', withStage({}, async ({ films }) => {
  films.take([keyFrame(0), keyFrame(1)]);
  films.endAll();
  equal([films.canTake([picture(0)]), films.canTake([picture(1)])], [false, false]);
}));

test('refuses pictures of another size', withStage({}, async (stage) => {
  for (const size of [{ displayWidth: 5, displayHeight: 2 }, { displayWidth: 4, displayHeight: 1 }, { displayWidth: 3, displayHeight: 2 }]) {
    await stage.decode(keyFrame(0));
    stage.decoders.at(-1).finish(stage.read().at(-1).split(' ')[2] * 1, size);
    await settled();
    const { displayWidth, displayHeight } = size;
    equal(stage.read().at(-1), `0 fails: a picture of ${displayWidth}x${displayHeight} in a rectangle of 4x2`);
  }
}));

const COLOURS = { matrix: 'smpte170m', primaries: 'bt709', transfer: 'iec61966-2-1', fullRange: false };

/** A decoded picture of one colour, as films have it. */
function decoded(width, height, [red, green, blue]) {
  const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
  const samples = [
    [16 + (219 / 255) * luma, width * height],
    [128 + (112 / 255) * ((blue - luma) / (1 - 0.114)), (width * height) / 4],
    [128 + (112 / 255) * ((red - luma) / (1 - 0.299)), (width * height) / 4],
  ].flatMap(([sample, count]) => new Array(count).fill(Math.round(sample)));
  return new VideoFrame(new Uint8Array(samples), {
    format: 'I420', codedWidth: width, codedHeight: height, timestamp: 0, colorSpace: COLOURS });
}

/** With and without conversion in copyTo. */
function eachWay(name, run) {
  test(`${name}, by copyTo`, () => run(new FilmPixels()));
  test(`${name}, by a canvas`, async () => {
    const real = VideoFrame.prototype.allocationSize;
    VideoFrame.prototype.allocationSize = function () {
      return real.call(this);
    };
    try {
      await run(new FilmPixels());
    } finally {
      VideoFrame.prototype.allocationSize = real;
    }
  });
}

eachWay('has the colours of films', async (pixels) => {
  for (const colour of [[0, 0, 0], [255, 255, 255], [128, 128, 128], [40, 90, 200], [220, 60, 30], [20, 160, 70], [250, 240, 20]]) {
    const all = [...await pixels.of(decoded(16, 16, colour), { width: 16, height: 16 })];
    const errors = all.map((value, i) => Math.abs(value - [...colour, 255][i % 4]));
    equal([colour, all.length, Math.max(...errors) <= 2 ? 'right' : all.slice(0, 4)], [colour, 1024, 'right']);
  }
});

eachWay('leaves out what is beyond the rectangle, and frees the picture', async (pixels) => {
  const frame = decoded(16, 8, [200, 100, 50]);
  const all = await pixels.of(frame, { width: 15, height: 7 });
  equal([all.length, all.at(-1), frame.format], [15 * 7 * 4, 255, null]);
});

test('reads back what copyTo does not give', async () => {
  const frame = decoded(4, 4, [200, 100, 50]);
  frame.copyTo = async () => {
    throw new Error('not here');
  };
  const pixels = new FilmPixels();
  equal((await pixels.of(frame, { width: 4, height: 4 })).length, 64);
});

return outcomes();

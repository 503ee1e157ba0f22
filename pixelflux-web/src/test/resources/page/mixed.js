// SPDX-License-Identifier: MPL-2.0
const { Ability } = await import('/ability.js');
const { Films } = await import('/films.js');
const { Images } = await import('/images.js');
const { MixedDecoding } = await import('/mixed.js');
const { COPY, EXACT, FILL, parseMixedFrame, VIDEO } = await import('/mixedframe.js');
const { MOST_FAILURES } = await import('/trials.js');

const SIDE = 4;
const ALL = { x: 0, y: 0, width: SIDE, height: SIDE };
const settled = () => new Promise((resolve) => setTimeout(resolve));

const rectangle = (kind, more) => ({
  ...ALL, kind, own: true, ofRefresh: false, sourceX: 0, sourceY: 0, payload: new Uint8Array(1), ...more });
const fill = (red, more) => rectangle(FILL, { payload: new Uint8Array([red, 0, 0]), ...more });
const image = (red, more) => rectangle(EXACT, { red, ...more });
const frame = (id, rectangles, more) => ({
  epoch: 5, id, previous: id - 1, complete: false, refresh: null, capturedNanos: id, encodedNanos: id,
  width: SIDE, height: SIDE, rectangles, ...more });
const first = (id, rectangles, more) => frame(id, rectangles, { previous: null, complete: true, ...more });
const ofRefresh = { own: false, ofRefresh: true };
const video = (red, more) => rectangle(VIDEO, { stream: 0, generation: 1, payload: new Uint8Array([red]), ...more });
const keyFrame = (red, more) => video(red, { ofRefresh: true, payload: new Uint8Array([...SPS, red]), ...more });
const refresh = (base, start, lastPart = true) => ({ refresh: { base, start, lastPart } });

/** A page's decoding, by a clock that the test holds. The log has what is shown, asked and said. */
class Stage {
  log = [];
  waiting = [];
  now = 0;
  bitmaps = 0;
  decodes = true;
  decoders = [];
  connection = {
    silence: 0,
    requestRefresh: (since) => this.log.push(`ask ${JSON.stringify(since?.frame ?? null)}`),
    remindRefresh: (since) => this.log.push(`remind ${JSON.stringify(since?.frame ?? null)}`),
    forgetRefresh: () => this.forgotten++,
  };
  forgotten = 0;

  constructor({ images = null, obstacle = null, can = true } = {}) {
    const ability = new Ability({ ask: async () => ({ supported: can }) });
    this.films = new Films(ability, obstacle);
    this.decoding = new MixedDecoding(this.connection, {
      films: this.films,
      images: images ?? { decode: (one) => this.#decode(one), preferBitmaps: () => this.bitmaps++ },
    }, {
      onFrame: (shown, picture) => {
        this.picture = picture;
        this.log.push(`show ${shown?.id ?? 'again'}: ${picture.image.data[0]}`);
      },
      onGap: () => this.log.push('gap'),
      onError: () => this.log.push('error'),
      onTrouble: (text) => this.log.push(`trouble: ${text}`),
      onObstacle: (text) => this.log.push(`obstacle: ${text}`),
    }, () => this.now);
  }

  /** Takes frames one after the other; returns what was logged. */
  take(...frames) {
    frames.forEach((one) => this.decoding.frame(one));
    return this.read();
  }

  read() {
    return this.log.splice(0);
  }

  #decode({ red, width, height, broken }) {
    const pixels = new Uint8ClampedArray(width * height * 4).fill(red);
    if (broken) {
      return Promise.reject(new Error('broken'));
    }
    return new Promise((resolve) => {
      this.waiting.push({ red, finish: () => resolve(pixels) });
      if (this.decodes) {
        resolve(pixels);
      }
    });
  }

  /** The decoders give the image of this red. */
  async finish(red) {
    this.waiting.find((one) => one.red === red).finish();
    await settled();
    return this.read();
  }
}

/** One that shows frame 7. */
function begun(options) {
  const stage = new Stage(options);
  equal(stage.take(first(7, [fill(70)])), ['show 7: 70']);
  return stage;
}

/** One whose decoders of video fail, or give all of a picture the red that it ends with. */
function withVideo(options, run) {
  return async () => {
    const stage = begun(options);
    const real = window.VideoDecoder;
    window.VideoDecoder = class {
      state = 'configured';
      constructor(callbacks) {
        Object.assign(this, callbacks);
        stage.decoders.push(this);
      }
      configure({ hardwareAcceleration }) {
        this.acceleration = hardwareAcceleration;
      }
      decode(chunk) {
        const data = new Uint8Array(chunk.byteLength);
        chunk.copyTo(data);
        if (data.at(-1) === 13) {
          this.state = 'closed';
          this.error(new Error('broken'));
        } else if (stage.decodes) {
          this.output({
            timestamp: chunk.timestamp, displayWidth: SIDE, displayHeight: SIDE, visibleRect: { x: 0, y: 0 },
            allocationSize: () => SIDE * SIDE * 4, copyTo: async (pixels) => pixels.fill(data.at(-1)), close() {},
          });
        }
      }
      async flush() {}
      close() {
        this.state = 'closed';
      }
    };
    stage.play = async (...frames) => {
      const before = stage.take(...frames);
      await settled();
      return [...before, ...stage.read()];
    };
    try {
      await run(stage);
    } finally {
      window.VideoDecoder = real;
    }
  };
}

test('shows what the vectors show', async () => {
  const stage = new Stage({ images: new Images() });
  for (const { name, message, fields, picture } of vectors.frames.filter((vector) => vector.picture !== null)) {
    const next = parseMixedFrame(fromBase64(message));
    stage.decoding.frame(next);
    const [size] = fields.filter((field) => field.startsWith('size'));
    const lossy = fields.map((field) => /^lossy (\d+)x(\d+) at (\d+),(\d+)$/.exec(field)).find(Boolean)?.slice(1).map(Number);
    await until(() => stage.log.at(-1)?.startsWith(`show ${next.id}:`));
    equal([name, size], [name, `size ${stage.picture.width}x${stage.picture.height}`]);
    equal([name, errors(stage.picture, new Uint8Array(fromBase64(picture)), lossy)], [name, 0]);
    equal([name, stage.decoding.whole], [name, true]);
  }
  equal(stage.log.filter((line) => !line.startsWith('show')), []);
});

/** How many samples are wrong; in the lossy rectangle by more than 12. */
function errors({ width, height, image: { data } }, expected, lossy = [0, 0, 0, 0]) {
  const [lossyWidth, lossyHeight, left, top] = lossy;
  let wrong = expected.length === width * height * 3 ? 0 : 1;
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const may = x >= left && x < left + lossyWidth && y >= top && y < top + lossyHeight ? 12 : 0;
    for (let sample = 0; sample < 3; sample++) {
      wrong += Math.abs(data[4 * i + sample] - expected[3 * i + sample]) > may ? 1 : 0;
    }
    wrong += data[4 * i + 3] === 255 ? 0 : 1;
  }
  return wrong;
}

vectors.refusals.filter(({ onlyWhenDrawn }) => onlyWhenDrawn).forEach(({ line, message }) =>
  test(`draws nothing of ${line}`, async () => {
    const stage = new Stage({ images: new Images() });
    const wrong = parseMixedFrame(fromBase64(message));
    const before = vectors.frames.map(({ message: text }) => parseMixedFrame(fromBase64(text))).filter(({ id }) => id < wrong.id);
    before.forEach((one) => stage.decoding.frame(one));
    stage.decoding.frame(wrong);
    await until(() => stage.log.includes('error'));
    const shown = stage.log.filter((text) => text.startsWith('show')).at(-1);
    equal([shown.split(':')[0], stage.log.slice(-2)], [`show ${before.at(-1).id}`, ['error', `ask ${before.at(-1).id}`]]);
  }));

test('draws the images of a frame in order, whichever is there first, and shows it whole', async () => {
  const stage = begun();
  stage.decodes = false;
  const left = { x: 0, y: 0, width: 2, height: 4 };
  stage.take(frame(8, [
    image(81, left), rectangle(COPY, { x: 2, y: 0, width: 2, height: 4 }), image(82, left)]));
  equal([stage.waiting.length, await stage.finish(82)], [2, []]);
  equal(await stage.finish(81), ['show 8: 82']);
  equal(Array.from(stage.picture.image.data.slice(0, 16)).filter((_, i) => i % 4 === 0), [82, 82, 81, 81]);
});

test('decodes frames side by side and shows them one after the other', async () => {
  const stage = begun();
  stage.decodes = false;
  stage.take(frame(8, [image(80)]), frame(9, [image(90)]), frame(10, [fill(100)]));
  equal([stage.waiting.length, await stage.finish(90)], [2, []]);
  equal(await stage.finish(80), ['show 8: 80', 'show 9: 90', 'show 10: 100']);
});

test('asks for what it lacks since the last frame that it has', async () => {
  const stage = begun();
  equal(stage.take(frame(9, [fill(90)])), ['gap', 'ask 7']);
  equal(stage.take(frame(10, [fill(100)])), ['remind 7']);
  equal(stage.take(frame(11, [fill(110), fill(111, ofRefresh)], refresh(7, 11))), ['show 11: 111']);
  equal(stage.take(frame(12, [fill(120)])), ['show 12: 120']);
});

test('forgets what it asked for when it has it', () => {
  const stage = begun();
  stage.take(frame(9, [fill(90)]));
  const before = stage.forgotten;
  stage.take(frame(10, [fill(100, ofRefresh)], refresh(7, 10, false)));
  equal(stage.forgotten, before);
  stage.take(frame(11, [fill(110, ofRefresh)], refresh(7, 10)));
  equal(stage.forgotten, before + 1);
});

test('asks for all if it has nothing', () => {
  equal(new Stage().take(frame(9, [fill(90)])), ['gap', 'ask null']);
});

test('asks since what it will have when all that waits is drawn', async () => {
  const stage = begun();
  stage.decodes = false;
  equal(stage.take(frame(8, [image(80)]), frame(10, [fill(100)])), ['gap', 'ask 8']);
  equal(await stage.finish(80), ['show 8: 80']);
});

test('takes a message that cannot be read for a frame that is missing', () => {
  const stage = begun();
  stage.decoding.gap();
  equal(stage.read(), ['gap', 'ask 7']);
  equal(stage.take(frame(9, [fill(90)])), ['remind 7']);
});

test('shows a refresh in parts when the last one is there', () => {
  const stage = begun();
  const parts = [frame(9, [fill(90, ofRefresh)], refresh(null, 9, false)), frame(10, [], refresh(null, 9))];
  equal(stage.take(parts[0]), []);
  equal(stage.decoding.whole, false);
  equal(stage.take(parts[1]), ['show 10: 90']);
});

test('is as it was before a frame that cannot be decoded, and asks since then', async () => {
  const stage = begun();
  stage.take(frame(8, [fill(80), image(81, { broken: true })]), frame(9, [fill(90)]));
  await settled();
  equal(stage.read(), ['error', 'ask 7', 'remind 7']);
  equal([stage.picture.image.data[0], stage.decoding.whole], [70, true]);
  equal(stage.take(frame(10, [fill(100, ofRefresh)], refresh(7, 10))), ['show 10: 100']);
});

test('goes on with a whole picture that waited behind a frame that cannot be decoded', async () => {
  const stage = begun();
  stage.take(frame(8, [image(81, { broken: true })]), frame(9, [fill(90)], { complete: true }));
  await settled();
  equal(stage.read(), ['error', 'ask 7', 'show 9: 90']);
});

test('stops asking when decoding fails again and again, until there is another connection', async () => {
  const stage = begun();
  const said = [];
  for (let id = 8; id < 50; id++) {
    stage.now += 1000;
    stage.take(frame(id, [image(1, { broken: true, ofRefresh: true })], refresh(7, id)));
    await settled();
    said.push(...stage.read());
  }
  equal(said.filter((line) => line.startsWith('ask')).length, MOST_FAILURES - 1);
  equal(stage.bitmaps > 0, true);
  const last = said.at(-1);
  equal([last.startsWith('obstacle: This browser cannot decode the stream: broken.'), last.includes('another mode')], [true, true]);
  stage.decoding.gap();
  stage.decoding.tick(100_000);
  equal(stage.read(), ['gap']);
  stage.decoding.connected();
  equal(stage.take(first(60, [fill(60)])), ['show 60: 60']);
});

test('decodes another way when a decoder gives nothing', async () => {
  const stage = begun();
  stage.decodes = false;
  stage.take(frame(8, [image(80)]));
  stage.decoding.tick(4000);
  equal(stage.read(), []);
  stage.decoding.tick(5000);
  equal(stage.read(), [
    'error', 'trouble: Decoding fails (a decoder takes images and gives none). Trying again.', 'ask 7']);
  equal([stage.bitmaps, stage.decoding.whole], [1, false]);
  equal(await stage.finish(80), []);
  equal(stage.take(frame(9, [fill(90, ofRefresh)], refresh(7, 9))), ['trouble: null', 'show 9: 90']);
  equal(stage.decoding.whole, true);
});

test('waits no longer for an image because others come that are drawn later', async () => {
  const stage = begun();
  stage.decodes = false;
  stage.take(frame(8, [image(80)]), frame(9, [image(90)]));
  stage.decoding.tick(4000);
  await stage.finish(90);
  stage.decoding.tick(5000);
  equal(stage.read()[0], 'error');
});

/** Frames from 8 up to this one come, and no image can be decoded. */
function pile(stage, end) {
  stage.decodes = false;
  for (let id = 8; id < end; id++) {
    equal(stage.take(frame(id, [image(id % 256)])), []);
  }
}

const TOO_MUCH = 'trouble: More comes than this browser can draw. Fewer frames (--fps) or --mode h264 may help.';

test('waits for images as long as some come', async () => {
  const stage = begun();
  stage.decoding.tick(100_000);
  stage.decodes = false;
  stage.take(frame(8, [image(80), image(81), image(82)]));
  for (const [red, awake] of [[80, 104_000], [81, 108_000]]) {
    stage.decoding.tick(awake);
    equal(await stage.finish(red), []);
  }
  stage.decoding.tick(112_000);
  equal(await stage.finish(82), ['show 8: 82']);
});

test('holds no more frames than it can draw', async () => {
  const stage = begun();
  pile(stage, 308);
  equal(stage.take(frame(308, [fill(1)])), [TOO_MUCH, 'ask 7']);
  equal([stage.take(frame(309, [fill(1)])), await stage.finish(8), stage.decoding.whole], [['remind 7'], [], false]);
  equal(stage.take(frame(310, [fill(71, ofRefresh)], refresh(7, 310))), ['trouble: null', 'show 310: 71']);
});

test('is in trouble until what was missing has come, whatever else is drawn', async () => {
  const stage = begun();
  stage.decodes = false;
  stage.take(frame(8, [image(80)]), frame(9, [image(90)]));
  for (let i = 0; i < MOST_FAILURES; i++) {
    stage.now += 1000;
    stage.decoding.gap();
  }
  equal(stage.read().at(-1).startsWith('trouble: Much of what the server sends cannot be read.'), true);
  equal([await stage.finish(80), stage.decoding.whole], [['show 8: 80'], false]);
  equal([await stage.finish(90), stage.decoding.whole], [['show 9: 90'], false]);
  equal(stage.take(frame(11, [fill(110, ofRefresh)], refresh(9, 11))), ['trouble: null', 'show 11: 110']);
  equal(stage.decoding.whole, true);
});

test('does not fall far behind', () => {
  const stage = begun();
  pile(stage, 67);
  stage.now += 2001;
  equal(stage.take(frame(67, [fill(1)])), []);
  equal(stage.take(frame(68, [fill(1)])), [TOO_MUCH, 'ask 7']);
});

test('takes a decoder for a silent one if too much has come twice and nothing was drawn', () => {
  const stage = begun();
  pile(stage, 68);
  stage.now += 2001;
  equal(stage.take(frame(68, [fill(1)])), [TOO_MUCH, 'ask 7']);
  stage.take(frame(69, [image(9, ofRefresh)], refresh(7, 69)));
  for (let id = 70; id < 129; id++) {
    equal(stage.take(frame(id, [image(id)])), []);
  }
  stage.now += 2001;
  const said = stage.take(frame(129, [image(1)]));
  equal(said.slice(0, 3), ['error', 'trouble: Decoding fails (a decoder takes images and gives none). Trying again.', 'ask 7']);
  equal([stage.bitmaps, stage.decoding.waiting], [1, 0]);
});

test('holds no more bytes than it can draw, but for one frame', async () => {
  const stage = begun();
  stage.decodes = false;
  const large = { payload: { length: 33 << 20 } };
  equal(stage.take(frame(8, [image(80, large)])), []);
  equal(stage.take(frame(9, [image(90)]))[1], 'ask 7');
  const again = frame(10, [image(100, { ...large, ...ofRefresh })], refresh(7, 10));
  equal([stage.take(again), await stage.finish(100)], [[], ['trouble: null', 'show 10: 100']]);
  equal([stage.take(frame(11, [image(110)]), frame(12, [image(120)]))], [[]]);
});

test('goes on with the newest frame if that is a whole picture', () => {
  const stage = begun();
  pile(stage, 308);
  equal(stage.take(frame(308, [fill(68)], { complete: true })).slice(1), ['trouble: null', 'show 308: 68']);
});

test('draws piece by piece what is too large to be held, and has nothing if it cannot end', async () => {
  const side = 5000;
  const stage = new Stage();
  stage.decodes = false;
  const size = { width: side, height: side };
  const large = (red, more) => image(red, { ...size, ...more });
  stage.take(first(7, [fill(70, size)], size));
  stage.take(frame(8, [large(81), large(82)], size), frame(9, [fill(90, size)], size));
  equal([stage.waiting.length, await stage.finish(81), stage.waiting.length], [1, [], 2]);
  stage.decoding.tick(6000);
  equal(stage.read().slice(2), ['ask null', 'remind null']);
});

test('draws films among what else there is', withVideo({}, async ({ play, picture, decoders }) => {
  const corner = { width: 1, height: 1 };
  equal(await play(frame(8, [keyFrame(80), fill(81, { ...corner, x: 3 })])), ['show 8: 80']);
  equal(await play(frame(9, [video(90)]), frame(10, [fill(100, corner)]), frame(11, [video(110)])),
    ['show 9: 90', 'show 10: 100', 'show 11: 110']);
  equal(decoders.length, 1);
}));

test('asks for a picture without those before it as for any that is missing', withVideo({}, async ({ play }) => {
  equal(await play(frame(8, [video(80)])), ['gap', 'ask 7']);
  equal(await play(frame(9, [video(90)])), ['remind 7']);
  equal(await play(frame(10, [keyFrame(100)], refresh(7, 10)), frame(11, [video(110)])), ['show 10: 100', 'show 11: 110']);
  equal(await play(frame(12, [video(120, { generation: 2 })])), ['gap', 'ask 11']);
}));

test('needs a key frame after pictures that it left out', withVideo({}, async ({ play }) => {
  await play(frame(8, [keyFrame(80)]));
  equal(await play(frame(10, [video(100)])), ['gap', 'ask 8']);
  const own = [video(110), keyFrame(111, { stream: 1 })];
  equal(await play(frame(11, own, refresh(8, 11))), ['show 11: 111']);
  equal(await play(frame(12, [video(120, { stream: 1 })])), ['show 12: 120']);
  equal(await play(frame(13, [video(130)])), ['gap', 'ask 12']);
}));

test('goes back before films that cannot be decoded, and asks since then', withVideo({}, async (stage) => {
  const { play, films } = stage;
  await play(frame(8, [keyFrame(80)]));
  equal(await play(frame(9, [video(13)]), frame(10, [video(100)])), ['error', 'ask 8', 'remind 8']);
  equal([stage.decoding.whole, films.size], [true, 0]);
  equal(await play(frame(11, [keyFrame(110)], refresh(8, 11)), frame(12, [video(120)])), ['show 11: 110', 'show 12: 120']);
  equal(stage.decoders.length, 2);
}));

test('decodes films without hardware when a decoder gives nothing', withVideo({}, async (stage) => {
  const { play, decoding } = stage;
  await play(frame(8, [keyFrame(80)]));
  stage.decodes = false;
  equal(await play(frame(9, [video(90)])), []);
  decoding.tick(5000);
  equal(stage.read(), [
    'error', 'trouble: Decoding fails (a decoder takes images and gives none). Trying again.', 'ask 8']);
  equal([stage.bitmaps, stage.films.size, decoding.whole], [0, 0, false]);
  stage.decodes = true;
  equal(await play(frame(10, [keyFrame(100)], refresh(8, 10))), ['trouble: null', 'show 10: 100']);
  equal(stage.decoders.map(({ acceleration }) => acceleration), ['no-preference', 'prefer-software']);
}));

test('needs key frames again of films of which pictures waited when too much came', withVideo({}, async (stage) => {
  const { play } = stage;
  await play(frame(8, [keyFrame(80), keyFrame(81, { stream: 1 })]));
  stage.decodes = false;
  for (let id = 9; id < 309; id++) {
    stage.take(frame(id, [video(id % 256)]));
  }
  equal(await play(frame(309, [video(1)])), [TOO_MUCH, 'ask 8']);
  stage.decodes = true;
  equal(await play(frame(310, [fill(31, ofRefresh)], refresh(8, 310))), ['trouble: null', 'show 310: 31']);
  equal(await play(frame(311, [video(32, { stream: 1 })])), ['show 311: 32']);
  equal(await play(frame(312, [video(33)])), ['gap', 'ask 311']);
}));

const OBSTACLE = 'Browsers need https.';

test('stops asking when films cannot be decoded again and again, and shows what comes without', withVideo({}, async (stage) => {
  const said = [];
  for (let id = 8; id < 50; id++) {
    stage.now += 1000;
    said.push(...await stage.play(frame(id, [keyFrame(13)], refresh(7, id))));
  }
  equal(said.filter((line) => line.startsWith('ask')).length, MOST_FAILURES - 1);
  const last = said.at(-1);
  equal([last.startsWith('obstacle: This browser cannot decode the video of mode mixed: broken.'), stage.bitmaps], [true, 0]);
  equal(last.includes('--videoRectangles false'), true);
  equal(await stage.play(frame(50, [fill(50, ofRefresh)], refresh(7, 50))), ['obstacle: null', 'show 50: 50']);
  equal(await stage.play(frame(51, [keyFrame(51)])), [last]);
  stage.decoding.connected();
  equal(await stage.play(first(60, [keyFrame(60)])), ['show 60: 60']);
}));

test('says which video the browser cannot decode, and asks for none', withVideo({ can: false }, async ({ play }) => {
  const said = await play(frame(8, [keyFrame(80)]), frame(9, [video(90)]));
  equal(said.length, 2);
  equal([said[0], said[1].startsWith('obstacle: This browser cannot decode this kind of H.264 (avc1.42C01F).')], ['error', true]);
  equal(await play(frame(10, [keyFrame(100)], refresh(7, 10))), [said[1]]);
}));

test('asks for nothing while there is video that it cannot decode', withVideo({ obstacle: OBSTACLE }, async (stage) => {
  const { play, decoding } = stage;
  equal(await play(frame(8, [fill(80), keyFrame(81)])), [`obstacle: ${OBSTACLE}`]);
  equal([await play(frame(9, [fill(90)]), frame(10, [video(100)])), stage.picture.image.data[0]], [[], 70]);
  decoding.gap();
  for (let awake = 1000; awake < 100_000; awake += 1000) {
    decoding.tick(awake);
    await play(frame(9 + awake / 1000, [video(100)]));
  }
  equal(stage.read(), []);
  equal(await play(frame(200, [fill(110)], { complete: true })), ['obstacle: null', 'show 200: 110']);
}));

test('asks for what it lacks when films may be over, and seldom again', withVideo({ obstacle: OBSTACLE }, async (stage) => {
  const { play, decoding } = stage;
  await play(frame(8, [keyFrame(81)]));
  const asked = [];
  for (let awake = 1000; awake <= 70_000; awake += 1000) {
    decoding.tick(awake);
    asked.push(...stage.read().map((line) => `${line} at ${awake / 1000}`));
  }
  equal(asked, ['ask 7 at 3', 'ask 7 at 67']);
  equal(await play(frame(9, [keyFrame(91)], refresh(7, 9))), [`obstacle: ${OBSTACLE}`]);
  decoding.tick(73_000);
  equal([stage.read(), await play(frame(10, [fill(100, ofRefresh)], refresh(7, 10)))], [['ask 7'], ['obstacle: null', 'show 10: 100']]);
  decoding.tick(200_000);
  equal(stage.read(), []);
}));

test('does not ask for what it owed when there is video that it cannot decode', withVideo({ obstacle: OBSTACLE }, async (stage) => {
  for (let i = 0; i < MOST_FAILURES; i++) {
    stage.now += 1000;
    stage.decoding.gap();
  }
  stage.take(frame(9, [keyFrame(90)], { complete: true }));
  stage.read();
  stage.now += 100_000;
  stage.decoding.tick(1000);
  equal(stage.read(), []);
}));

test('refuses a key frame that nothing can be known of', withVideo({}, async ({ play, decoders }) => {
  equal([await play(frame(8, [keyFrame(80, { payload: new Uint8Array(30) })])), decoders.length], [['error', 'ask 7'], 0]);
}));

test('goes on with no film in another epoch, or over another connection', withVideo({}, async (stage) => {
  const { play } = stage;
  await play(frame(8, [keyFrame(80)]));
  equal(await play(first(9, [fill(90)], { epoch: 6 }), frame(10, [video(100)], { epoch: 6 })), ['show 9: 90', 'gap', 'ask 9']);
  await play(frame(11, [keyFrame(110)], { epoch: 6, ...refresh(9, 11) }));
  stage.decoding.connected();
  equal(stage.films.size, 0);
  equal(await play(frame(12, [video(120)], { epoch: 6 })), ['gap', 'ask 11']);
  await play(frame(13, [keyFrame(130)], { epoch: 6, ...refresh(11, 13) }));
  stage.decoding.pause();
  equal(stage.films.size, 0);
}));

test('refuses frames that draw too much', () => {
  const stage = begun();
  const fills = new Array(64).fill(fill(80));
  equal(stage.take(frame(8, fills)), ['show 8: 80']);
  equal(stage.take(frame(9, [...fills, fill(90, { width: 1, height: 1 })])), ['error', 'ask 8']);
});

test('refuses pictures that are too large', () => {
  const size = { width: 16384, height: 4097 };
  equal(new Stage().take(first(7, [fill(70)], size)), ['error', 'ask null']);
});

test('refuses another size in the same epoch, and takes it in another', () => {
  const stage = begun();
  const size = { width: 3, height: 3 };
  equal(stage.take(frame(8, [fill(80, size)], { ...size, complete: true })), ['error', 'ask 7']);
  equal(stage.take(first(9, [fill(90, size)], { ...size, epoch: 6 })), ['show 9: 90']);
  equal([stage.picture.width, stage.picture.height], [3, 3]);
});

test('is black where another epoch begins and leaves something out', () => {
  const stage = begun();
  equal(stage.take(first(8, [fill(80, { x: 3, width: 1 })], { epoch: 6 })), ['show 8: 0']);
});

test('draws nothing of a connection that was lost', async () => {
  const stage = begun();
  stage.decodes = false;
  stage.take(frame(8, [image(80)]));
  stage.decoding.connected();
  equal([await stage.finish(80), stage.take(frame(8, [fill(81)]))], [[], ['show 8: 81']]);
});

test('goes on with what it has after the connection was lost', () => {
  const stage = begun();
  stage.decoding.connected();
  equal(stage.decoding.whole, false);
  equal(stage.take(first(7, [fill(1)])), ['show again: 70']);
  equal(stage.decoding.whole, true);
  stage.decoding.connected();
  equal(stage.take(frame(8, [fill(80)])), ['show 8: 80']);
  stage.decoding.connected();
  equal(stage.take(frame(10, [fill(100)])), ['gap', 'ask 8']);
});

test('takes no frame for one without changes that a server that is behind has cut', () => {
  const stage = begun();
  stage.decoding.connected();
  equal(stage.take(frame(5, [fill(50)])), ['show again: 70']);
  equal(stage.take(frame(8, [fill(80, ofRefresh)], refresh(5, 8))), ['show 8: 80']);
  stage.decoding.connected();
  equal(stage.take(frame(5, [fill(50)])), ['show again: 80']);
  const parts = [frame(9, [fill(90, ofRefresh)], refresh(5, 9, false)), frame(10, [], refresh(5, 9))];
  equal(stage.take(...parts), ['show 10: 90']);
  stage.decoding.connected();
  equal(stage.take(frame(5, [fill(50)]), frame(11, [fill(110)])), ['show again: 90', 'show 11: 110']);
});

test('begins anew where another server counts from another time on', () => {
  const stage = begun();
  stage.decoding.connected();
  equal(stage.take(first(0, [fill(9)], { epoch: 2 })), ['show 0: 9']);
  equal(stage.take(first(1, [fill(10)], { epoch: 1 })), ['show again: 9']);
});

test('shows all of it again when the canvas is back, and asks for nothing', () => {
  const stage = begun();
  stage.picture.takeChanged();
  stage.decoding.startOver();
  equal([stage.read(), stage.picture.takeChanged()], [['show again: 70'], [ALL]]);
});

test('shows all of it after stripes, and nothing of what waited', async () => {
  const stage = begun();
  stage.picture.takeChanged();
  stage.decodes = false;
  stage.take(frame(8, [image(80)]));
  stage.decoding.pause();
  equal(await stage.finish(80), []);
  equal([stage.take(frame(8, [fill(81, { width: 1, height: 1 })])), stage.picture.takeChanged()], [['show 8: 81'], [ALL]]);
});

test('asks again, less and less often, if nothing comes, and is not live then', () => {
  const stage = begun();
  stage.take(frame(9, [fill(90)]));
  const reminded = [];
  for (let awake = 1000; awake <= 200_000; awake += 1000) {
    stage.decoding.tick(awake);
    reminded.push(...stage.read().map((line) => `${line} at ${awake / 1000}`));
  }
  equal(reminded, ['remind 7 at 8', 'remind 7 at 24', 'remind 7 at 56', 'remind 7 at 120', 'remind 7 at 184']);
  equal(stage.decoding.whole, false);
});

test('does not ask again while the server is silent, since the answer may be large', () => {
  const stage = begun();
  stage.take(frame(9, [fill(90)]));
  stage.connection.silence = 5000;
  stage.decoding.tick(60_000);
  equal(stage.read(), []);
  stage.connection.silence = 0;
  stage.decoding.tick(61_000);
  equal(stage.read(), ['remind 7']);
});

test('asks for no more when much is missing, and once when that is over', () => {
  const stage = begun();
  let asked = [];
  for (let i = 0; i < 120; i++) {
    stage.now += 1000;
    stage.decoding.gap();
    asked.push(...stage.read().filter((line) => line.startsWith('ask')));
  }
  equal(asked.length, MOST_FAILURES - 1);
  equal(stage.decoding.whole, false);
  stage.now += 60_000;
  stage.decoding.tick(1000);
  equal(stage.read(), ['ask 7']);
  equal(stage.take(frame(200, [fill(20, ofRefresh)], refresh(7, 200))), ['trouble: null', 'show 200: 20']);
});

/** Misses so many frames that the page asks for no more. */
function withManyGaps() {
  const stage = begun();
  for (let i = 0; i < MOST_FAILURES; i++) {
    stage.now += 1000;
    stage.decoding.gap();
  }
  stage.read();
  return stage;
}

test('asks once when much was missing, also while frames come that build on that', () => {
  const stage = withManyGaps();
  const asked = [];
  for (let id = 9; id < 109; id++) {
    stage.now += 1000;
    stage.take(frame(id, [fill(id)])).filter((line) => line !== 'gap').forEach((line) => asked.push(`${line} at ${id - 9}`));
    stage.decoding.tick(stage.now);
    stage.read().filter((line) => line.startsWith('ask')).forEach((line) => asked.push(`${line} at ${id - 9}`));
  }
  equal(asked.filter((line) => line.startsWith('ask')), ['ask 7 at 56']);
  equal(stage.take(frame(109, [fill(20, ofRefresh)], refresh(7, 109))), ['trouble: null', 'show 109: 20']);
});

test('asks for nothing more when what it owed has come with a picture for somebody else', () => {
  const stage = withManyGaps();
  equal(stage.take(frame(9, [fill(90, ofRefresh)], refresh(null, 9))), ['trouble: null', 'show 9: 90']);
  stage.now += 100_000;
  stage.decoding.tick(stage.now);
  equal(stage.read(), []);
});

test('asks later for what cannot be decoded while it may not ask', async () => {
  const stage = withManyGaps();
  equal(stage.take(frame(9, [fill(90, ofRefresh)], refresh(null, 9)), frame(10, [image(1, { broken: true })])),
    ['trouble: null', 'show 9: 90']);
  await settled();
  equal(stage.read(), ['error']);
  stage.now += 100_000;
  stage.decoding.tick(stage.now);
  equal(stage.read(), ['ask 9']);
});

return outcomes();

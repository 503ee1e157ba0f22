// SPDX-License-Identifier: MPL-2.0
const wire = await import('/wire.js');
const { Ability } = await import('/ability.js');
const { Decoding } = await import('/decoding.js');
const { MOST_FAILURES } = await import('/trials.js');

const stripe = wire.parseStripe(bytes(IDR_STRIPE));
const jpeg = wire.parseStripe(bytes(JPEG_STRIPE));
const PICTURE = { ...END, width: stripe.width, height: 51 };

/** A picture of one row whose decoders do what the test wants; `log` has what is asked and said. */
class Stage {
  log = [];
  decoders = [];
  asked = [];
  keyFrames = 0;
  now = 0;
  awake = 0;

  /** `can(config)`: what the browser says that it can decode; null: it never answers. */
  constructor({ can = () => true, obstacle = null, patience } = {}) {
    const stage = this;
    this.ability = new Ability({
      obstacle,
      patience,
      ask(config) {
        stage.asked.push(config);
        return can === null ? new Promise(() => {}) : Promise.resolve({ supported: can(config) });
      },
    });
    const ask = () => this.keyFrames++;
    const connection = { requestKeyFrame: ask, remindKeyFrame: ask, forgetKeyFrame: () => this.log.push('forget') };
    this.decoding = new Decoding(this.ability, connection, {
      onFrame: () => this.log.push('drawn'),
      onError: () => {},
      onTrouble: (text) => this.log.push(`trouble: ${text}`),
      onObstacle: (text) => text !== null && this.log.push(`obstacle: ${text}`),
    }, () => this.now);
    this.Decoder = class {
      constructor(callbacks) {
        Object.assign(this, callbacks);
        stage.decoders.push(this);
      }
      configure({ hardwareAcceleration }) {
        this.acceleration = hardwareAcceleration;
      }
      decode({ timestamp }) {
        this.timestamp = timestamp;
      }
      close() {}
      finish() {
        this.output({ timestamp: this.timestamp, close() {} });
      }
      fail() {
        this.error(new Error('broken'));
      }
    };
  }

  get decoder() {
    return this.decoders.at(-1);
  }

  /** A whole picture of that codec comes, a second after the last one. */
  async picture(mode = 'h264') {
    this.now += 1000;
    const whole = { ...(mode === 'jpeg' ? jpeg : stripe), y: 0, height: 51 };
    this.decoding.frame({ ...PICTURE, mode }, [whole]);
    await settled();
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

async function withStage(options, run) {
  const stage = new Stage(options);
  const real = window.VideoDecoder;
  window.VideoDecoder = stage.Decoder;
  try {
    await run(stage);
  } finally {
    window.VideoDecoder = real;
  }
}

test('asks what the browser can decode before it makes a decoder, and once', () => withStage({}, async (stage) => {
  await stage.picture();
  await stage.picture();
  equal([stage.asked, stage.decoders.length, stage.keyFrames], [[{ codec: 'avc1.42C01F' }], 1, 0]);
}));

test('tries to decode what the browser does not answer for', () =>
  withStage({ can: null, patience: 0 }, async (stage) => {
    await stage.picture();
    stage.decoder.finish();
    equal([stage.asked.length, stage.decoding.whole], [1, true]);
  }));

test('decodes in order what came while the browser was asked', () => withStage({}, async (stage) => {
  stage.decoding.frame(PICTURE, [{ ...stripe, y: 0 }]);
  stage.decoding.frame(PICTURE, [{ ...stripe, y: 0, key: false }]);
  equal(stage.decoders.length, 0);
  await settled();
  equal([stage.decoder.timestamp, stage.keyFrames], [1, 0]);
}));

test('asks for one whole picture if too much came meanwhile', () => withStage({}, async (stage) => {
  for (let i = 0; i < 1000; i++) {
    stage.decoding.frame(PICTURE, [{ ...stripe, y: 0 }]);
  }
  await settled();
  equal([stage.decoders.length, stage.keyFrames], [0, 1]);
  await stage.picture();
  equal(stage.decoders.length, 1);
}));

test('draws the rows of a frame together', () => withStage({}, async (stage) => {
  const rows = [0, 51].map((y) => ({ ...stripe, y }));
  for (const frame of [0, 1]) {
    stage.decoding.frame({ ...PICTURE, height: 102 }, rows);
    await settled();
    stage.decoders[1 - frame].finish();
    equal(stage.log.length, frame);
    stage.decoders[frame].finish();
    equal([stage.log.length, stage.decoding.whole], [frame + 1, true]);
  }
}));

test('costs others nothing when the browser says that it cannot decode the stream', () =>
  withStage({ can: () => false }, async (stage) => {
    await stage.picture();
    stage.decoding.frame(PICTURE, [{ ...stripe, y: 0, key: false }]);
    stage.decoding.gap();
    stage.decoding.startOver();
    equal([stage.decoders.length, stage.keyFrames], [0, 0]);
    equal(stage.log[0].includes('cannot decode this kind of H.264 (avc1.42C01F). Capture with --mode mixed --videoRectangles false.'), true);
  }));

test('costs others nothing where there is no WebCodecs', () => withStage({ obstacle: 'needs https' }, async (stage) => {
  await stage.picture();
  stage.decoding.gap();
  equal([stage.asked.length, stage.keyFrames, stage.log], [0, 0, ['obstacle: needs https']]);
}));

test('decodes again when something comes that it can decode', () =>
  withStage({ can: () => false }, async (stage) => {
    const real = window.createImageBitmap;
    window.createImageBitmap = () => Promise.resolve({ close() {} });
    try {
      await stage.picture();
      await stage.picture('jpeg');
    } finally {
      window.createImageBitmap = real;
    }
    equal([stage.log.at(-1), stage.decoding.whole], ['drawn', true]);
  }));

test('stops asking for whole pictures when decoders fail again and again', () => withStage({}, async (stage) => {
  for (let i = 0; i < 50; i++) {
    await stage.picture();
    if (stage.decoders.length > i) {
      stage.decoder.fail();
      await settled();
    }
  }
  equal(stage.decoders.length, MOST_FAILURES);
  equal(stage.keyFrames <= MOST_FAILURES, true);
  const last = stage.log.at(-1);
  equal([last.startsWith('obstacle: This browser cannot decode the stream: broken.'), last.includes('--mode mixed --videoRectangles false')], [true, true]);
}));

test('stops asking for whole pictures when key frames are none', () => withStage({}, async (stage) => {
  for (let i = 0; i < 50; i++) {
    stage.now += 1000;
    stage.decoding.frame(PICTURE, [{ ...stripe, y: 0, payload: stripe.payload.subarray(6) }]);
    await settled();
  }
  // One for the failure and one because the row still waits.
  equal(stage.keyFrames <= 2 * MOST_FAILURES, true);
  equal(stage.log.at(-1).includes('a key frame without its parameters'), true);
}));

test('goes on after a failure now and then, with the decoders that it had', () => withStage({}, async (stage) => {
  for (let i = 0; i < 20; i++) {
    await stage.picture();
    stage.decoder.finish();
    stage.decoder.fail();
    stage.now += 60_000;
  }
  equal([stage.decoders.length, stage.keyFrames], [20, 20]);
  equal(stage.decoders.map(({ acceleration }) => acceleration), new Array(20).fill('no-preference'));
  equal(stage.log.filter((line) => line !== 'drawn'), []);
}));

test('tries without hardware when a decoder gives nothing, and says so until the picture is whole', () =>
  withStage({}, async (stage) => {
    await stage.picture();
    stage.decoding.tick(5000);
    await settled();
    equal([stage.asked.at(-1).hardwareAcceleration, stage.keyFrames > 0], ['prefer-software', true]);
    equal(stage.log.at(-1), 'trouble: Decoding fails. Trying without hardware acceleration.');
    await stage.picture();
    equal(stage.decoder.acceleration, 'prefer-software');
    stage.decoder.finish();
    equal([stage.log.slice(-2), stage.decoding.whole], [['trouble: null', 'drawn'], true]);
  }));

test('stays with hardware where there is nothing else', () =>
  withStage({ can: (config) => !config.hardwareAcceleration }, async (stage) => {
    await stage.picture();
    stage.decoding.tick(5000);
    await settled();
    await stage.picture();
    equal(stage.decoder.acceleration, 'no-preference');
  }));

test('stops asking for whole pictures when images cannot be decoded', () => withStage({}, async (stage) => {
  const real = window.createImageBitmap;
  window.createImageBitmap = () => Promise.reject(new Error('no memory'));
  try {
    for (let i = 0; i < 50; i++) {
      await stage.picture('jpeg');
    }
  } finally {
    window.createImageBitmap = real;
  }
  equal(stage.keyFrames <= MOST_FAILURES, true);
  equal(stage.log.at(-1).includes('no memory'), true);
}));

test('asks for no more when what comes cannot be read, and once when that is over', () => withStage({}, async (stage) => {
  const minutes = [0, 0, 0];
  for (let i = 0; i < 3 * 60; i++) {
    stage.now += 1000;
    const before = stage.keyFrames;
    stage.decoding.gap();
    minutes[Math.floor(i / 60)] += stage.keyFrames - before;
  }
  equal(minutes, [MOST_FAILURES - 1, 0, 0]);
  equal(stage.log.at(-1).startsWith('trouble: Much of what the server sends cannot be read.'), true);
  stage.now += 58_000;
  stage.decoding.tick(1000);
  stage.decoding.tick(2000);
  equal(stage.keyFrames, MOST_FAILURES);
}));

test('says that it falls behind when more comes than it can decode', () => withStage({}, async (stage) => {
  await stage.picture();
  stage.decoder.finish();
  equal([stage.decoding.whole, stage.keyFrames], [true, 0]);
  for (let i = 0; i < 61; i++) {
    stage.decoding.frame(PICTURE, [{ ...stripe, y: 0, key: false }]);
  }
  equal([stage.decoding.whole, stage.keyFrames > 0], [false, true]);
  equal(stage.log.at(-1).startsWith('trouble: More comes than this browser can decode.'), true);
  await stage.picture();
  stage.decoder.finish();
  equal([stage.log.slice(-2), stage.decoding.whole], [['trouble: null', 'drawn'], true]);
}));

test('is not whole again before all is drawn anew', () => withStage({}, async (stage) => {
  await stage.picture();
  stage.decoder.finish();
  equal(stage.decoding.whole, true);
  stage.decoding.startOver();
  equal([stage.decoding.whole, stage.keyFrames], [false, 1]);
  await stage.picture();
  stage.decoder.finish();
  equal(stage.decoding.whole, true);
}));

return outcomes();

// SPDX-License-Identifier: MPL-2.0
const wire = await import('/wire.js');
const { StripeRows } = await import('/decoders.js');

/** Stands in for WebCodecs while the log is written; says what it is told, draws nothing by itself. */
async function rowsLog(run) {
  const log = [];
  const decoders = [];
  class Decoder {
    state = 'unconfigured';
    constructor(callbacks) {
      Object.assign(this, callbacks);
      this.name = decoders.push(this);
    }
    configure({ codec, hardwareAcceleration }) {
      this.state = 'configured';
      this.acceleration = hardwareAcceleration;
      log.push(`${this.name} opens ${codec}`);
    }
    decode({ type, timestamp }) {
      log.push(`${this.name} ${type} ${timestamp}`);
    }
    close() {
      this.state = 'closed';
      log.push(`${this.name} closes`);
    }
    fail() {
      this.state = 'closed';
      this.error(new Error('broken'));
    }
    finish(timestamp) {
      this.output({ timestamp, close: () => log.push(`picture ${timestamp} freed`) });
    }
  }
  const rows = new StripeRows({
    decoded(frame, image, { y, width, height }) {
      log.push(`${width}x${height} at ${y} of ${frame}`);
      image.close();
    },
    missing: (frame, later = null) => log.push(`none of ${frame}` + (later === null ? '' : ` but of ${later}`)),
    onOverload: () => log.push('overload'),
    onStall: (codec) => log.push(`${codec} stalls`),
    acceleration: () => 'prefer-software',
    needKeyFrame: () => log.push('needs key frame'),
    stillWaiting: () => log.push('waits'),
    onError: (text) => log.push(text),
  });
  const real = window.VideoDecoder;
  window.VideoDecoder = Decoder;
  try {
    run(rows, decoders, log);
  } finally {
    window.VideoDecoder = real;
  }
  return log;
}

const key = wire.parseStripe(bytes(IDR_STRIPE));
const delta = wire.parseStripe(bytes(P_STRIPE));

test('decodes nothing of a row before its key frame', async () => {
  equal(await rowsLog((rows) => [delta, key, delta].forEach((stripe) => rows.decode(stripe, 'A'))),
    ['none of A', 'waits', '1 opens avc1.42C01F', '1 key 0', '1 delta 1']);
});

test('draws the size of the wire header and frees the picture', async () => {
  equal((await rowsLog((rows, decoders) => {
    rows.decode(key, 'A');
    decoders[0].finish(0);
  })).slice(2), ['1281x51 at 128 of A', 'picture 0 freed']);
});

test('keeps the decoder when a key frame ends a gap', async () => {
  equal((await rowsLog((rows) => {
    rows.decode(key, 'A');
    rows.waitForKeyFrame();
    rows.decode(delta, 'B');
    rows.decode(key, 'C');
  })).slice(2), ['none of B', 'waits', '1 key 1']);
});

test('opens a new decoder after an error, and draws nothing of the old one', async () => {
  equal((await rowsLog((rows, decoders) => {
    rows.decode(key, 'A');
    decoders[0].fail();
    rows.decode(delta, 'B');
    rows.decode(key, 'C');
    decoders[0].finish(0);
    decoders[0].error(new Error('late'));
  })).slice(2),
  ['broken', 'none of A', 'needs key frame', 'none of B', 'waits', '2 opens avc1.42C01F', '2 key 1', 'picture 0 freed']);
});

test('starts again when pictures go in and none comes out', async () => {
  const log = await rowsLog((rows) => {
    rows.decode(key, 'A');
    for (let i = 0; i < 200; i++) {
      rows.decode(delta, 'B');
    }
  });
  equal(log.filter((line) => line.includes('delta')).length, 59);
  equal(log.filter((line) => !line.includes('delta')).slice(2, 7), ['overload', '1 closes', 'none of A', 'none of B', 'none of B']);
  equal(log.filter((line) => line.startsWith('none')).length, 201);
  equal(log.filter((line) => line === 'needs key frame').length, 1);
});

test('makes the decoders that it is told to make', async () => {
  await rowsLog((rows, decoders) => {
    rows.decode(key, 'A');
    equal(decoders[0].acceleration, 'prefer-software');
  });
});

test('notices within seconds a decoder that takes and gives nothing', async () => {
  equal((await rowsLog((rows, decoders, log) => {
    rows.tick(60_000);
    rows.decode(key, 'A');
    rows.tick(64_900);
    log.push('time goes by');
    rows.tick(65_000);
    rows.decode(key, 'B');
    rows.tick(69_000);
    decoders[1].finish(1);
    rows.tick(90_000);
    rows.decode(delta, 'C');
    rows.tick(94_000);
  })).slice(2), [
    'time goes by', 'avc1.42C01F stalls', '1 closes', 'none of A', 'needs key frame',
    '2 opens avc1.42C01F', '2 key 1', '1281x51 at 128 of B', 'picture 1 freed', '2 delta 2']);
});

test('takes no decoder for stalled that gives something now and then', async () => {
  equal((await rowsLog((rows, decoders) => {
    rows.decode(key, 'A');
    for (let i = 0; i < 20; i++) {
      rows.decode(delta, 'B');
      rows.tick(i * 4000);
      decoders[0].finish(i);
    }
  })).filter((line) => line.includes('stalls')), []);
});

test('closes rows that a new layout, size or codec replaces', async () => {
  const row = (y, height) => ({ ...key, y, height });
  equal((await rowsLog((rows) => {
    [row(0, 64), row(64, 64), row(128, 64)].forEach((stripe) => rows.decode(stripe, 'A'));
    rows.decode(row(0, 128), 'B');
    equal(rows.size, 2);
    rows.keepWithin(100, 'h264');
    equal(rows.size, 1);
    rows.keepWithin(100, 'jpeg');
    equal(rows.size, 0);
  })).filter((line) => line.includes('closes') || line.includes('none')), [
    '1 closes', 'none of A but of B', '2 closes', 'none of A but of B', '3 closes', 'none of A', '4 closes', 'none of B']);
});

/**
 * What becomes of JPEGs when images are done in the order that `next` chooses, after `meanwhile`;
 * `tooLate` are those that were not wanted any more when they were done.
 */
async function jpegsDone(stripes, next, meanwhile = () => {}) {
  const log = [];
  const decoding = [];
  const rows = new StripeRows({
    decoded: (frame) => log.push(frame),
    missing: (frame, later = null) => log.push(later === null ? `-${frame}` : `${frame}>${later}`),
    needKeyFrame: () => log.push('key'),
    onStall: (codec) => log.push(`${codec} stalls`),
  });
  const real = window.createImageBitmap;
  window.createImageBitmap = () => new Promise((resolve) => decoding.push(resolve));
  try {
    stripes.forEach(([name, y, height, payload = jpeg.payload]) => rows.decode({ ...jpeg, y, height, payload }, name));
    meanwhile(rows, log);
    while (decoding.length > 0) {
      decoding.splice(next(decoding.length), 1)[0]({ close: () => log.push('tooLate') });
      await new Promise((resolve) => setTimeout(resolve));
    }
  } finally {
    window.createImageBitmap = real;
  }
  return log;
}
const jpeg = wire.parseStripe(bytes(JPEG_STRIPE));
const first = () => 0;
const last = (count) => count - 1;

test('leaves out the image that it has no time for', async () => {
  equal(await jpegsDone([['A', 64, 64], ['B', 64, 64], ['C', 64, 64], ['D', 64, 64]], last), ['B>C', 'C>D', 'A', 'D']);
});

test('leaves out no image of which something is still to be seen', async () => {
  equal(await jpegsDone([['A', 0, 64], ['B', 0, 64], ['C', 16, 16], ['D', 32, 16], ['E', 16, 16]], last),
    ['C>E', 'A', 'E', 'D', 'B']);
});

test('begins no image of a later frame before a frame is done', async () => {
  equal(await jpegsDone([['A', 0, 64], ['A', 64, 64], ['B', 128, 16]], first), ['A', 'A', 'B']);
  equal(await jpegsDone([['A', 0, 64], ['A', 64, 64], ['B', 128, 16]], last), ['A', 'A', 'B']);
});

test('draws no image of a picture that is gone', async () => {
  const smaller = (rows) => rows.keepWithin(100, 'jpeg');
  equal(await jpegsDone([['A', 0, 64], ['A', 64, 64], ['A', 128, 64], ['B', 128, 64]], first, smaller),
    ['-B', '-A', 'A', 'A', 'tooLate']);
});

test('lets only so many bytes of images wait, and asks for a whole picture instead of more', async () => {
  const large = new Uint8Array(12 << 20);
  const parts = ['B', 'C', 'D'].map((name, i) => [name, 64 * i, 64, large]);
  equal(await jpegsDone([['A', 0, 256], ...parts, ['E', 0, 256]], first), ['-B', '-C', '-D', 'key', 'A', 'E']);
});

test('lets only so many images wait', async () => {
  const parts = Array.from({ length: wire.MAX_STRIPES + 1 }, (_, i) => [i, i, 1]);
  const log = await jpegsDone([['A', 0, 10_000], ...parts], first);
  equal([log.length, log.slice(-3)], [wire.MAX_STRIPES + 3, [`-${wire.MAX_STRIPES}`, 'key', 'A']]);
});

test('lets a whole picture wait, however large it is', async () => {
  const large = new Uint8Array(33 << 20);
  equal(await jpegsDone([['A', 0, 64], ['B', 0, 64, large], ['B', 64, 64, large]], first), ['A', 'B', 'B']);
});

test('notices within seconds an image that is never done', async () => {
  equal(await jpegsDone([['A', 0, 64], ['B', 0, 64]], first, (rows, log) => {
    rows.tick(4900);
    log.push('time goes by');
    rows.tick(5000);
  }), ['time goes by', 'jpeg stalls', '-A', 'key', 'tooLate', 'B']);
});

return outcomes();

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
    configure({ codec }) {
      this.state = 'configured';
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
    draw: (image, { y, width, height, frame }) => log.push(`draws ${width}x${height} at ${y} of ${frame}`),
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
    ['waits', '1 opens avc1.42C01F', '1 key 0', '1 delta 1']);
});

test('draws the size of the wire header and frees the picture', async () => {
  equal((await rowsLog((rows, decoders) => {
    rows.decode(key, 'A');
    decoders[0].finish(0);
  })).slice(2), ['draws 1281x51 at 128 of A', 'picture 0 freed']);
});

test('keeps the decoder when a key frame ends a gap', async () => {
  equal((await rowsLog((rows) => {
    rows.decode(key, 'A');
    rows.waitForKeyFrame();
    rows.decode(delta, 'B');
    rows.decode(key, 'C');
  })).slice(2), ['waits', '1 key 1']);
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
  ['broken', 'needs key frame', 'waits', '2 opens avc1.42C01F', '2 key 1', 'picture 0 freed']);
});

test('starts again when pictures go in and none comes out', async () => {
  const log = await rowsLog((rows) => {
    rows.decode(key, 'A');
    for (let i = 0; i < 200; i++) {
      rows.decode(delta, 'B');
    }
  });
  equal(log.filter((line) => line.includes('delta')).length, 59);
  equal(log.filter((line) => !line.includes('delta')).slice(2, 5), ['1 closes', 'needs key frame', 'waits']);
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
  })).filter((line) => line.includes('closes')), ['1 closes', '2 closes', '3 closes', '4 closes']);
});

/** Which frames are drawn when images are done in the order that `next` chooses, after `meanwhile`. */
async function jpegsDrawn(stripes, next, meanwhile = () => {}) {
  const drawn = [];
  const decoding = [];
  const rows = new StripeRows({ draw: (image, { frame }) => drawn.push(frame) });
  const real = window.createImageBitmap;
  window.createImageBitmap = () => new Promise((resolve) => decoding.push(resolve));
  try {
    stripes.forEach(([name, y, height]) => rows.decode({ ...jpeg, y, height }, name));
    meanwhile(rows);
    while (decoding.length > 0) {
      decoding.splice(next(decoding.length), 1)[0]({ close() {} });
      await new Promise((resolve) => setTimeout(resolve));
    }
  } finally {
    window.createImageBitmap = real;
  }
  return drawn;
}
const jpeg = wire.parseStripe(bytes(JPEG_STRIPE));
const first = () => 0;
const last = (count) => count - 1;

test('never draws an older image over a newer one, and leaves out what it has no time for', async () => {
  equal(await jpegsDrawn([['A', 64, 64], ['B', 64, 64], ['C', 64, 64], ['D', 64, 64]], last), ['A', 'D']);
});

test('leaves out no image of which something is still to be seen', async () => {
  equal(await jpegsDrawn([['A', 0, 64], ['B', 0, 64], ['C', 16, 16], ['D', 32, 16], ['E', 16, 16]], last),
    ['A', 'B', 'E', 'D']);
});

test('waits for nothing that an image has no rows in common with', async () => {
  equal(await jpegsDrawn([['A', 0, 64], ['B', 64, 64], ['C', 128, 16]], last), ['C', 'B', 'A']);
  equal(await jpegsDrawn([['A', 0, 32], ['B', 16, 64], ['C', 96, 16]], first), ['A', 'C', 'B']);
});

test('draws no image of a picture that is gone', async () => {
  const smaller = (rows) => rows.keepWithin(100, 'jpeg');
  equal(await jpegsDrawn([['A', 0, 64], ['B', 64, 64], ['C', 128, 64]], first, smaller), ['A', 'B']);
});

return outcomes();

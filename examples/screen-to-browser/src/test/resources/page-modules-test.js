// SPDX-License-Identifier: MPL-2.0
// Runs within the page, as the body of a function whose last argument takes the result: a list of
// {name, failure}, where failure is null for a test that passed.

const done = arguments[arguments.length - 1];
const tests = [];
const test = (name, run) => tests.push({ name, run });

function equal(actual, expected) {
  const [a, e] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== e) {
    throw new Error(`${a} is not ${e}`);
  }
}

const bytes = (...values) => new Uint8Array(values.flat()).buffer;
const SPS = [0, 0, 0, 1, 0x67, 0x42, 0xc0, 0x1f, 0x99];
const IDR_STRIPE = [4, 1, 0x12, 0x34, 0, 128, 5, 1, 0, 51, ...SPS];
const JPEG = [
  0xff, 0xd8, 0xff, 0xe0, 0, 4, 9, 9,
  0xff, 0xc4, 0, 3, 9,
  0xff, 0xc0, 0, 11, 8, 0, 64, 5, 1, 1, 1, 0x11, 0];
const JPEG_STRIPE = [3, 0, 0xff, 0xff, 1, 0, ...JPEG];
const END = { type: 'frame', frame: 70000, stripes: 2, width: 640, height: 100, mode: 'h264', captureNanos: 5 };

async function define() {
  const wire = await import('/wire.js');
  const { FrameAssembler } = await import('/frames.js');
  const { ServerClock } = await import('/clock.js');
  const { Statistics } = await import('/statistics.js');

  const head = ({ mode, key, frame, y, width, height, payload }) =>
    [mode, key, frame, y, width, height, payload.length];

  test('reads an H.264 stripe', () => {
    equal(head(wire.parseStripe(bytes(IDR_STRIPE))), ['h264', true, 0x1234, 128, 1281, 51, SPS.length]);
  });

  test('takes only type 01 for a key frame', () => {
    const keys = [0, 1, 2].map((type) => wire.parseStripe(bytes(4, type, IDR_STRIPE.slice(2))).key);
    equal(keys, [false, true, false]);
    equal(wire.parseStripe(bytes(4, 3, IDR_STRIPE.slice(2))), null);
  });

  test('reads a JPEG stripe and its size from the image', () => {
    equal(head(wire.parseStripe(bytes(JPEG_STRIPE))), ['jpeg', true, 65535, 256, 1281, 64, JPEG.length]);
  });

  test('refuses every message that is cut short', () => {
    for (let length = 0; length <= 10; length++) {
      equal(wire.parseStripe(bytes(IDR_STRIPE.slice(0, length))), null);
    }
    for (let length = 0; length < JPEG_STRIPE.length - 6; length++) {
      equal(wire.parseStripe(bytes(JPEG_STRIPE.slice(0, length))), null);
    }
  });

  test('refuses sizes that cannot be', () => {
    equal(wire.parseStripe(bytes(4, 1, 0, 0, 0, 0, 0, 0, 0, 51, SPS)), null);
    equal(wire.parseStripe(bytes(4, 1, 0, 0, 0, 0, 5, 1, 0, 0, SPS)), null);
    equal(wire.parseStripe(bytes(4, 1, 0, 0, 0xff, 0xff, 5, 1, 0, 51, SPS)), null);
  });

  test('never throws, whatever comes', () => {
    let state = 1;
    const random = (limit) => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return (state >>> 8) % limit;
    };
    for (let i = 0; i < 20000; i++) {
      const message = [...(i % 2 ? IDR_STRIPE : JPEG_STRIPE)];
      for (let changes = random(4); changes >= 0; changes--) {
        message[random(message.length)] = random(256);
      }
      const stripe = wire.parseStripe(bytes(message.slice(0, random(message.length + 1))));
      if (stripe !== null) {
        wire.codecString(stripe.payload);
      }
    }
    equal(wire.parseStripe('text'), null);
  });

  test('names the codec by the SPS, after either start code', () => {
    equal(wire.codecString(new Uint8Array(SPS)), 'avc1.42C01F');
    equal(wire.codecString(new Uint8Array([0, 0, 1, 9, 16, ...SPS.slice(1)])), 'avc1.42C01F');
    equal(wire.codecString(new Uint8Array([0, 0, 1, 0x41, 1, 2, 3, 4, 5])), null);
    equal(wire.codecString(new Uint8Array([0, 0, 1, 0x67, 1])), null);
  });

  test('reads the text messages', () => {
    equal(wire.parseText(JSON.stringify(END)), END);
    equal(wire.parseText('{"type":"pong","ping":1.5,"serverNanos":7}'), { type: 'pong', ping: 1.5, serverNanos: 7 });
  });

  test('refuses text that is not one of them', () => {
    const wrong = [
      { frame: -1 }, { frame: 1.5 }, { frame: '1' }, { stripes: 0 }, { stripes: 5000 }, { width: 0 },
      { height: 16385 }, { mode: 'vp8' }, { captureNanos: null }, { type: 'other' }];
    wrong.forEach((change) => equal(wire.parseText(JSON.stringify({ ...END, ...change })), null));
    ['', 'null', '[]', '7', '{', '{"type":"pong"}'].forEach((text) => equal(wire.parseText(text), null));
  });

  const stripe = (frame, y) => ({ mode: 'h264', key: false, frame, y, width: 640, height: 50 });

  function assembled(feed) {
    const log = [];
    feed(new FrameAssembler({
      onFrame: (end, stripes) => log.push(`${end.frame}: ${stripes.map(({ y }) => y)}`),
      onGap: () => log.push('gap'),
    }));
    return log;
  }

  function frame(assembler, id, ...ys) {
    ys.forEach((y) => assembler.stripe(stripe(id % 65536, y)));
    assembler.end({ ...END, frame: id });
  }

  test('passes on whole frames, over the end of the 16 bits too', () => {
    const log = assembled((a) => [65535, 65536, 65537].forEach((id) => frame(a, id, 0, 50)));
    equal(log, ['65535: 0,50', '65536: 0,50', '65537: 0,50']);
  });

  test('notices a missing stripe, and passes on the others', () => {
    equal(assembled((a) => frame(a, 7, 50)), ['gap', '7: 50']);
  });

  test('notices a missing frame', () => {
    equal(assembled((a) => [7, 9].forEach((id) => frame(a, id, 0, 50))), ['7: 0,50', 'gap', '9: 0,50']);
  });

  test('notices a missing end', () => {
    const log = assembled((a) => {
      frame(a, 7, 0, 50);
      a.stripe(stripe(8, 0));
      frame(a, 9, 0, 50);
    });
    equal(log, ['7: 0,50', 'gap', 'gap', '9: 0,50']);
  });

  test('passes on no stripe that lies outside of the picture', () => {
    equal(assembled((a) => frame(a, 7, 0, 60)), ['gap', '7: 0']);
  });

  test('does not gather a frame that never ends', () => {
    const log = assembled((a) => {
      for (let i = 0; i < 10000; i++) {
        a.stripe(stripe(7, 0));
      }
    });
    equal(log, ['gap', 'gap']);
  });

  test('believes the fastest ping', () => {
    const clock = new ServerClock();
    equal(clock.since(0, 0), null);
    clock.learn(1000, 1200, 5_000e6);
    clock.learn(2000, 2002, 6_001e6);
    clock.learn(3000, 3300, 7_000e6);
    equal(clock.since(6_001e6, 2011), 10);
  });

  test('counts the last two seconds', () => {
    const statistics = new Statistics();
    for (let now = 0; now <= 10000; now += 100) {
      statistics.received(now, 1000);
      statistics.drawn(now, now < 9000 ? 50 : 7);
    }
    equal(Math.round(statistics.framesPerSecond(10000)), 11);
    equal(Math.round(statistics.bytesPerSecond(10000) / 1000), 11);
    equal(statistics.latency(10000), 7);
    equal(statistics.latency(13000), null);
  });
}

function outcome({ name, run }) {
  try {
    run();
    return { name, failure: null };
  } catch (error) {
    return { name, failure: error.message };
  }
}

define().then(
  () => done(tests.map(outcome)),
  (error) => done([{ name: 'modules', failure: error.message }]));

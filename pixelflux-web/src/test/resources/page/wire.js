// SPDX-License-Identifier: MPL-2.0
const wire = await import('/wire.js');

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
  const random = randomFrom(1);
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

const PONG = { type: 'pong', ping: 1.5, serverNanos: 7, sourceSilence: null, counters: null };

test('reads the text messages', () => {
  equal(wire.parseText(JSON.stringify(END)), END);
  equal(wire.parseText('{"type":"pong","ping":1.5,"serverNanos":7}'), PONG);
  equal(wire.parseText('{"type":"pong","ping":1.5,"serverNanos":7,"sourceSilence":null}'), PONG);
  equal(wire.parseText('{"type":"pong","ping":1.5,"serverNanos":7,"sourceSilence":90000}'), { ...PONG, sourceSilence: 90000 });
  equal(wire.parseText('{"type":"pong","ping":1.5,"serverNanos":7,"sourceSilence":-1}'), null);
});

test('reads what the server has counted', () => {
  const counters = { frames: 7, bytes: 8000, encodeMicros: 0 };
  const pong = (counted) => wire.parseText(JSON.stringify({ ...PONG, counters: counted }));
  equal(pong(counters), { ...PONG, counters });
  ['7', 7, {}, { ...counters, frames: -1 }, { ...counters, bytes: 1.5 }, { ...counters, encodeMicros: null }]
    .forEach((wrong) => equal(pong(wrong), null));
});

const CAPTURE = {
  type: 'capture', place: 'display :1', reading: 'GetImage', changes: 'polling', declined: ['no MIT-SHM'],
  encoder: '', threads: 2,
};

test('reads what is captured, and how', () => {
  equal(wire.parseText(JSON.stringify(CAPTURE)), CAPTURE);
  equal(wire.parseText(JSON.stringify({ ...CAPTURE, declined: [], more: 1 })), { ...CAPTURE, declined: [] });
  const wrong = [
    { place: null }, { reading: 7 }, { changes: {} }, { declined: 'no' }, { declined: [7] }, { encoder: [] }, { threads: -1 },
    { threads: '2' }, { place: 'x'.repeat(5000) }, { declined: Array(101).fill('x') }];
  wrong.forEach((change) => equal(wire.parseText(JSON.stringify({ ...CAPTURE, ...change })), null));
});

test('reads the first message', () => {
  equal(wire.parseText('{"type":"hello","control":true}'), { type: 'hello', control: true });
  equal(wire.parseText('{"type":"hello","control":1}'), null);
});

test('reads what is only there to be long', () => {
  equal(wire.parseText('{"type":"padding","text":"AAAA"}'), { type: 'padding' });
});

test('refuses text that is not one of them', () => {
  const wrong = [
    { frame: -1 }, { frame: 1.5 }, { frame: '1' }, { previous: -2 }, { previous: null }, { stripes: 0 }, { stripes: 5000 }, { width: 0 },
    { height: 16385 }, { mode: 'vp8' }, { captureNanos: null }, { type: 'other' }];
  wrong.forEach((change) => equal(wire.parseText(JSON.stringify({ ...END, ...change })), null));
  ['', 'null', '[]', '7', '{', '{"type":"pong"}'].forEach((text) => equal(wire.parseText(text), null));
});

return outcomes();

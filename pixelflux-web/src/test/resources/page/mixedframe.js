// SPDX-License-Identifier: MPL-2.0
const { isMixedFrame, KINDS, parseMixedFrame } = await import('/mixedframe.js');

const yes = (flag) => (flag ? 'yes' : 'no');
const hex = (values) => [...values].map((value) => value.toString(16).padStart(2, '0')).join('');

function role({ own, ofRefresh }) {
  return own && ofRefresh ? 'both' : own ? 'own' : 'refresh';
}

/** As the vectors' text has it. */
function rectangleText({ x, y, width, height, kind, sourceX, sourceY, stream, generation, payload, ...roles }) {
  const special = {
    copy: ` source ${sourceX},${sourceY}`,
    fill: ` colour ${hex(payload)}`,
    video: ` stream ${stream} generation ${generation}`,
  }[KINDS[kind]] ?? '';
  return `rectangle ${width}x${height} at ${x},${y} kind ${KINDS[kind]} role ${role(roles)}${special} bytes ${payload.length}`;
}

function fields({ epoch, id, previous, complete, refresh, capturedNanos, encodedNanos, width, height, rectangles }) {
  return [
    `epoch ${epoch}`, `frame ${id}`, `previous ${previous ?? 'none'}`, `complete ${yes(complete)}`,
    'refresh ' + (refresh === null ? 'none'
      : `base ${refresh.base ?? 'nothing'} start ${refresh.start} last ${yes(refresh.lastPart)}`),
    `captured ${capturedNanos}`, `encoded ${encodedNanos}`, `size ${width}x${height}`,
    `rectangles ${rectangles.length}`, ...rectangles.map(rectangleText)];
}

vectors.frames.forEach(({ name, message, fields: expected }) => test(`reads ${name}`, () => {
  const buffer = fromBase64(message);
  equal(isMixedFrame(buffer), true);
  equal(fields(parseMixedFrame(buffer)), expected.filter((field) => !/^(picture|lossy) /.test(field)));
}));

vectors.refusals.forEach(({ line, message, onlyWhenDrawn }) => test(`refuses ${line}`, () => {
  equal(parseMixedFrame(fromBase64(message)) === null, !onlyWhenDrawn);
}));

test('refuses numbers that JSON does not hold', () => {
  const message = fromBase64(vectors.frames[0].message);
  new DataView(message).setBigUint64(8, 2n ** 53n - 1n);
  equal(parseMixedFrame(message).epoch, Number.MAX_SAFE_INTEGER);
  new DataView(message).setBigUint64(8, 2n ** 53n);
  equal(parseMixedFrame(message), null);
});

/** A vector with some bytes that say something else: [offset, byte, …]. */
function changed(name, ...changes) {
  const message = fromBase64(vectors.frames.find((one) => one.name === name).message);
  for (let i = 0; i < changes.length; i += 2) {
    new Uint8Array(message)[changes[i]] = changes[i + 1];
  }
  return parseMixedFrame(message);
}

test('refuses a length that is not the message\'s', () => {
  const length = fromBase64(vectors.frames[0].message).byteLength;
  equal(changed('01-first', 75, length & 255) !== null, true);
  equal(changed('01-first', 75, (length + 1) & 255), null);
});

test('refuses a first frame whose refresh starts before it, also in frame 0', () => {
  equal(changed('10-new-epoch') !== null, true);
  equal(changed('10-new-epoch', 47, 0), null);
});

test('refuses unknown roles where a refresh is, too', () => {
  equal(changed('04-refresh').rectangles[0].ofRefresh, true);
  equal([changed('04-refresh', 89, 3) !== null, changed('04-refresh', 89, 0), changed('04-refresh', 89, 4)], [true, null, null]);
});

test('takes stripes for none', () => {
  equal([IDR_STRIPE, JPEG_STRIPE, []].map((stripe) => isMixedFrame(bytes(stripe))), [false, false, false]);
  equal([isMixedFrame('PFXM'), parseMixedFrame('PFXM')], [false, null]);
});

test('refuses every message that is cut short', () => {
  const whole = fromBase64(vectors.frames[2].message);
  for (let length = 0; length < whole.byteLength; length++) {
    const message = whole.slice(0, length);
    equal(parseMixedFrame(message), null);
    if (length >= 80) {
      new DataView(message).setUint32(72, length);
      equal(parseMixedFrame(message), null);
    }
  }
});

test('never throws, and passes on nothing that leaves the picture or the message', () => {
  const random = randomFrom(17);
  let read = 0;
  for (let i = 0; i < 20000; i++) {
    const message = fromBase64(vectors.frames[random(vectors.frames.length)].message);
    const values = new Uint8Array(message);
    for (let changes = random(4); changes >= 0; changes--) {
      values[random(Math.min(values.length, random(2) ? 80 : 200))] = random(3) ? random(256) : random(6);
    }
    const frame = parseMixedFrame(random(8) ? message : message.slice(0, random(message.byteLength + 1)));
    read += frame === null ? 0 : 1;
    frame?.rectangles.forEach((r) => {
      const inside = r.x + r.width <= frame.width && r.y + r.height <= frame.height
        && r.sourceX + r.width <= frame.width && r.sourceY + r.height <= frame.height
        && r.payload.byteOffset + r.payload.length <= message.byteLength;
      equal(inside, true);
    });
  }
  equal(read > 1000, true);
});

return outcomes();

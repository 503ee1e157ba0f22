// SPDX-License-Identifier: MPL-2.0
const { FrameAssembler } = await import('/frames.js');

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
  assembler.end({ ...END, frame: id, previous: id - 1 });
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

test('takes no frame for missing that the server has left out', () => {
  const log = assembled((a) => {
    frame(a, 7, 0, 50);
    [0, 50].forEach((y) => a.stripe(stripe(9, y)));
    a.end({ ...END, frame: 9, previous: 7 });
  });
  equal(log, ['7: 0,50', '9: 0,50']);
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

return outcomes();

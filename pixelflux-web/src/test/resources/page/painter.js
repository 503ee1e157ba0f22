// SPDX-License-Identifier: MPL-2.0
const { Painter } = await import('/painter.js');
const { Coverage } = await import('/coverage.js');

/** Frames by name; `decode` and `miss` say what becomes of a stripe. The log has what is drawn. */
function painted(run) {
  const log = [];
  const painter = new Painter((frame, pieces) => log.push(`${frame.name}: ${pieces.map(({ y }) => y)}`));
  const frames = {};
  run({
    begin(name, stripes) {
      frames[name] = painter.begin(stripes, { name });
    },
    decode: (name, y) => painter.decoded(frames[name], { close: () => log.push('closed') }, { y, width: 1, height: 1 }),
    miss: (name, later) => painter.missing(frames[name], frames[later]),
    close: () => painter.close(),
  }, log);
  return log;
}
const drawn = (run) => painted(run).filter((line) => line !== 'closed');

test('draws a frame when its last stripe is there, and closes the images', () => {
  equal(painted(({ begin, decode }, log) => {
    begin('A', 2);
    decode('A', 64);
    log.push('half');
    decode('A', 0);
  }), ['half', 'A: 64,0', 'closed', 'closed']);
});

test('draws frames in order, whichever is there first', () => {
  equal(drawn(({ begin, decode }) => {
    begin('A', 2);
    begin('B', 1);
    decode('A', 0);
    decode('B', 0);
    decode('A', 64);
  }), ['A: 0,64', 'B: 0']);
});

test('does not wait for a stripe that will not come', () => {
  equal(drawn(({ begin, decode, miss }) => {
    begin('A', 2);
    begin('B', 1);
    decode('A', 0);
    decode('B', 0);
    miss('A');
  }), ['A: 0', 'B: 0']);
});

test('draws a frame that lacks what a later one shows together with that one', () => {
  equal(drawn(({ begin, decode, miss }) => {
    begin('A', 2);
    begin('B', 1);
    begin('C', 1);
    decode('A', 0);
    miss('A', 'C');
    decode('B', 64);
    decode('C', 64);
  }), ['A: 0', 'B: 64', 'C: 64']);
  equal(drawn(({ begin, decode, miss }) => {
    begin('A', 2);
    begin('B', 1);
    decode('A', 0);
    miss('A', 'B');
  }), []);
});

test('holds no more pictures of a decoder than it can spare', () => {
  const names = 'ABCDEFGHIJ'.split('');
  equal(drawn(({ begin, decode }) => {
    names.forEach((name) => begin(name, 2));
    names.slice(0, 9).forEach((name) => decode(name, 0));
    decode('A', 64);
    decode('B', 64);
  }), ['A: 0', 'A: 64', 'B: 0,64']);
});

test('frees what is not drawn any more', () => {
  equal(painted(({ begin, decode, miss, close }) => {
    begin('A', 3);
    decode('A', 0);
    close();
    decode('A', 64);
    miss('A');
  }), ['closed', 'closed']);
});

test('knows when all of a picture has been drawn', () => {
  const coverage = new Coverage();
  coverage.startOver(100);
  const after = (y, height) => {
    coverage.add({ y, height });
    return coverage.whole;
  };
  equal([after(0, 20), after(40, 60), after(10, 20), after(30, 10)], [false, false, false, true]);
  coverage.startOver();
  equal([coverage.whole, after(0, 100)], [false, true]);
});

return outcomes();

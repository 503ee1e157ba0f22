// SPDX-License-Identifier: MPL-2.0
const { Areas } = await import('/areas.js');
const { COPY, EXACT, FILL } = await import('/mixedframe.js');
const { Picture } = await import('/picture.js');

const SIDE = 9;

/** A picture whose pixels all differ, and the same as a list. */
function begin() {
  const picture = new Picture(SIDE, SIDE);
  const values = Array.from({ length: SIDE * SIDE }, (_, i) => i + 1);
  const pixels = new Uint8ClampedArray(values.flatMap((value) => [value, 0, 255 - value, 255]));
  picture.draw({ kind: EXACT, x: 0, y: 0, width: SIDE, height: SIDE }, pixels);
  picture.takeChanged();
  return { picture, values };
}

/** The reds, row by row. */
const reds = (picture) => Array.from(picture.image.data).filter((_, i) => i % 4 === 0);

test('is black and opaque at first, and has all of it to show', () => {
  const picture = new Picture(2, 1);
  equal([...picture.image.data], [0, 0, 0, 255, 0, 0, 0, 255]);
  equal([picture.takeChanged(), picture.takeChanged()], [[{ x: 0, y: 0, width: 2, height: 1 }], []]);
});

test('draws pixels where they belong', () => {
  const { picture, values } = begin();
  const pixels = new Uint8ClampedArray([200, 201, 202, 203].flatMap((red) => [red, 1, 2, 255]));
  picture.draw({ kind: EXACT, x: 7, y: 3, width: 2, height: 2 }, pixels);
  values.splice(3 * SIDE + 7, 2, 200, 201);
  values.splice(4 * SIDE + 7, 2, 202, 203);
  equal(reds(picture), values);
  equal(picture.takeChanged(), [{ x: 7, y: 3, width: 2, height: 2 }]);
});

test('fills', () => {
  const { picture } = begin();
  picture.draw({ kind: FILL, x: 8, y: 8, width: 1, height: 1, payload: new Uint8Array([0x12, 0x34, 0x56]) });
  equal([...picture.image.data.slice(-8)], [80, 0, 175, 255, 0x12, 0x34, 0x56, 255]);
});

test('copies as memmove, wherever source and target overlap', () => {
  for (let dx = -3; dx <= 3; dx++) {
    for (let dy = -3; dy <= 3; dy++) {
      const { picture, values } = begin();
      const from = values.slice();
      picture.draw({ kind: COPY, x: 3 + dx, y: 3 + dy, width: 3, height: 3, sourceX: 3, sourceY: 3 });
      for (let i = 0; i < 9; i++) {
        const [x, y] = [i % 3, Math.floor(i / 3)];
        values[(3 + dy + y) * SIDE + 3 + dx + x] = from[(3 + y) * SIDE + 3 + x];
      }
      equal(reds(picture), values);
    }
  }
});

test('shows areas together if that is cheaper', () => {
  const areas = new Areas();
  const add = (x, y, width, height) => areas.add({ x, y, width, height });
  add(0, 0, 10, 10);
  add(20, 0, 10, 10);
  add(1000, 1000, 100, 100);
  equal(areas.take(), [{ x: 0, y: 0, width: 30, height: 10 }, { x: 1000, y: 1000, width: 100, height: 100 }]);
  add(0, 0, 1000, 700);
  add(0, 700, 1000, 50);
  equal(areas.take(), [{ x: 0, y: 0, width: 1000, height: 750 }]);
});

test('shows everything that was added, in a bounded number of areas', () => {
  const random = randomFrom(3);
  for (let run = 0; run < 50; run++) {
    const areas = new Areas();
    const added = Array.from({ length: 1 + random(100) }, () => (
      { x: random(10_000), y: random(10_000), width: 1 + random(90), height: 1 + random(90) }));
    added.forEach((area) => areas.add(area));
    const all = areas.take();
    equal(all.length <= 32, true);
    const shown = ({ x, y, width, height }) => all.some((area) => area.x <= x && area.y <= y
      && area.x + area.width >= x + width && area.y + area.height >= y + height);
    equal(added.every(shown), true);
  }
});

return outcomes();

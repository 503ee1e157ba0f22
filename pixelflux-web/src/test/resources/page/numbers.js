// SPDX-License-Identifier: MPL-2.0
const { ServerClock } = await import('/clock.js');
const { COPY, EXACT } = await import('/mixedframe.js');
const { Statistics } = await import('/statistics.js');

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

test('tells how long the last frames took to encode', () => {
  const statistics = new Statistics();
  const after = (frames, encodeMicros) => {
    statistics.counted({ frames, bytes: 1, encodeMicros });
    return statistics.encodeTime;
  };
  equal(statistics.encodeTime, null);
  equal(after(0, 0), null);
  equal(after(10, 20_000), 2);
  equal(after(12, 21_000), 0.5);
  equal(after(12, 21_000), 0.5);
  // The capture was opened anew.
  equal(after(2, 8000), 4);
  statistics.counted(null);
  equal([statistics.encodeTime, statistics.counters], [null, null]);
});

test('counts rectangles by their kinds', () => {
  const { rectangles } = new Statistics();
  const rectangle = (kind, length) => ({ kind, payload: { length } });
  equal(rectangles.counts, []);
  rectangles.add([rectangle(EXACT, 72), rectangle(COPY, 0)]);
  rectangles.add([rectangle(EXACT, 44)]);
  equal(rectangles.counts, [
    { name: 'copy', count: 1, bytes: 28, share: 0.14 }, { name: 'exact', count: 2, bytes: 172, share: 0.86 }]);
});

return outcomes();

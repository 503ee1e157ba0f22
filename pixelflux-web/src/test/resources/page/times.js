// SPDX-License-Identifier: MPL-2.0
const { AwakeClock } = await import('/awake.js');
const { Liveness } = await import('/liveness.js');
const { Retry } = await import('/retry.js');
const { Trials } = await import('/trials.js');

const SECOND = 1000;
const MINUTE = 60 * SECOND;

test('counts no time that the page slept through', () => {
  const clock = new AwakeClock();
  [5000, 6000, 7100, 7100 + 60 * MINUTE, 8100 + 60 * MINUTE].forEach((time) => clock.tick(time));
  equal(clock.now, 1000 + 1100 + 1500 + 1000);
});

test('takes a connection for silent after five seconds without a word', () => {
  const liveness = new Liveness();
  liveness.opening(0);
  equal(liveness.silence(9 * SECOND), 0);
  liveness.heard(10 * SECOND);
  equal([14 * SECOND, 15 * SECOND, 20 * SECOND].map((now) => liveness.silence(now)), [0, 5 * SECOND, 10 * SECOND]);
  liveness.heard(21 * SECOND);
  equal(liveness.silence(22 * SECOND), 0);
});

test('gives a connection up that has been silent for half a minute, or does not open', () => {
  const liveness = new Liveness();
  liveness.opening(0);
  equal([14 * SECOND, 15 * SECOND].map((now) => liveness.isDead(now)), [false, true]);
  liveness.giveUp(15 * SECOND);
  liveness.opening(15 * SECOND);
  liveness.heard(16 * SECOND);
  equal([45 * SECOND, 46 * SECOND].map((now) => liveness.isDead(now)), [false, true]);
});

test('waits longer for a link that turned out to be slow', () => {
  const liveness = new Liveness();
  liveness.opening(0);
  liveness.heard(0);
  liveness.heard(25 * SECOND);
  equal([74 * SECOND, 75 * SECOND].map((now) => liveness.isDead(now)), [false, true]);
  // A picture that takes three minutes: twice cut, then it comes.
  for (const cut of [50, 100]) {
    liveness.opening(0);
    liveness.heard(0);
    equal(liveness.isDead(cut * SECOND), true);
    liveness.giveUp(cut * SECOND);
  }
  liveness.opening(0);
  liveness.heard(0);
  equal(liveness.isDead(180 * SECOND), false);
});

test('waits for nobody longer than ten minutes', () => {
  const liveness = new Liveness();
  liveness.opening(0);
  liveness.heard(0);
  liveness.heard(500 * MINUTE);
  equal([509 * MINUTE, 510 * MINUTE].map((now) => liveness.isDead(now)), [false, true]);
});

test('cuts no good connection of a hidden tab, whose timers tick once a minute', () => {
  const clock = new AwakeClock();
  const liveness = new Liveness();
  clock.tick(0);
  liveness.opening(clock.now);
  liveness.heard(clock.now);
  for (let time = MINUTE; time < 60 * MINUTE; time += MINUTE) {
    clock.tick(time);
    equal([liveness.silence(clock.now), liveness.isDead(clock.now)], [0, false]);
    liveness.heard(clock.now); // the answer to the ping of that tick
  }
});

const after = (retry, code, reason = '') => retry.closed({ code, reason });
const delays = (random, ...codes) => {
  const retry = new Retry(() => random);
  return codes.map((code) => after(retry, code, 'why').delay);
};

test('tries again soon after a loss, and then less and less often', () => {
  equal(delays(1, 1006, 1006, 1006, 1001, 1006, 1006), [250, 500, 1000, 2000, 4000, 4000]);
  equal(after(new Retry(), 1006).reason, null);
});

test('tries a full server and an unknown session slowly', () => {
  equal(delays(1, 4503, 4503, 4503, 4503, 4503, 4503), [2000, 4000, 8000, 16_000, 32_000, 60_000]);
  equal(delays(1, 4404, 4404, 4404), [2000, 4000, 8000]);
  equal(after(new Retry(), 4503, 'too many viewers').reason, 'too many viewers');
});

test('spreads the pages that come back', () => {
  equal([delays(0, 1006, 4503), delays(0.5, 1006, 4503)], [[125, 2000], [187.5, 3000]]);
});

test('begins anew when the server has shown itself well', () => {
  const retry = new Retry(() => 1);
  [1006, 1006, 1006].forEach((code) => after(retry, code));
  retry.succeeded();
  equal(after(retry, 1006).delay, 250);
});

test('never tries again where it is not allowed', () => {
  equal(after(new Retry(), 1008, 'not allowed'), { delay: null, reason: 'not allowed' });
  equal(after(new Retry(), 1008), { delay: null, reason: 'not allowed' });
});

test('gives up after four failures within a minute', () => {
  const trials = new Trials();
  const failures = (...times) => times.map((now) => {
    trials.failed(now);
    return trials.exhausted(now);
  });
  equal(failures(0, 1000, 2000, 61_000, 62_000), new Array(5).fill(false));
  equal(failures(63_000, 64_000), [false, true]);
  equal([120_999, 121_000].map((now) => trials.exhausted(now)), [true, false]);
  failures(121_500);
  trials.startOver();
  equal(trials.exhausted(121_500), false);
});

test('takes failures of all decoders at once for one', () => {
  const trials = new Trials();
  [0, 1, 2, 100, 499].forEach((now) => trials.failed(now));
  equal(trials.failures(499), 1);
  trials.failed(600);
  equal(trials.failures(600), 2);
});

return outcomes();

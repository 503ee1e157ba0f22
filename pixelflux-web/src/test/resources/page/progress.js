// SPDX-License-Identifier: MPL-2.0
const { after, connectedAgain, isWanted, isWhole, NOTHING_YET, Step, step } = await import('/progress.js');

const frame = (id, more = {}) => ({ epoch: 5, id, previous: id - 1, complete: false, refresh: null, ...more });
const refresh = (base, start, lastPart = true) => ({ base, start, lastPart });

/** What a reader does with these frames, and what it is whole as of in the end. */
function read(frames, progress = NOTHING_YET) {
  const steps = frames.map((next) => {
    const done = step(progress, next);
    progress = after(progress, next, done);
    return done;
  });
  return { steps, progress, whole: isWhole(progress), last: progress.lastWhole?.frame ?? null };
}

const outcome = (frames, progress) => {
  const { steps, whole, last } = read(frames, progress);
  return [steps.at(-1), whole, last];
};
const whole = (id) => read([frame(id, { complete: true })]).progress;

test('begins with nothing', () => {
  equal([isWhole(NOTHING_YET), NOTHING_YET.lastWhole], [false, null]);
  equal(outcome([frame(7)]), [Step.NOTHING, false, null]);
});

test('can begin with what is complete, or refreshes since nothing', () => {
  equal(outcome([frame(7, { complete: true })]), [Step.OWN, true, 7]);
  equal(outcome([frame(7, { refresh: refresh(null, 7) })]), [Step.REFRESH, true, 7]);
  equal(outcome([frame(7, { refresh: refresh(3, 7) })]), [Step.NOTHING, false, null]);
});

test('takes what follows, and nothing else', () => {
  equal(outcome([frame(8)], whole(7)), [Step.OWN, true, 8]);
  equal(outcome([frame(9, { previous: 7 })], whole(7)), [Step.OWN, true, 9]);
  equal(outcome([frame(9)], whole(7)), [Step.NOTHING, true, 7]);
  equal(outcome([frame(8, { epoch: 6 })], whole(7)), [Step.NOTHING, true, 7]);
  equal(outcome([frame(8, { previous: null })], whole(7)), [Step.NOTHING, true, 7]);
});

test('draws what is own, even if a refresh is there too', () => {
  equal(outcome([frame(8, { refresh: refresh(null, 8) })], whole(7)), [Step.OWN, true, 8]);
  equal(outcome([frame(9, { complete: true, refresh: refresh(null, 9) })], whole(7)), [Step.OWN, true, 9]);
});

test('takes a refresh since what it has, or since less', () => {
  const missed = read([frame(9)], whole(7)).progress;
  equal(outcome([frame(10, { refresh: refresh(7, 10) })], missed), [Step.REFRESH, true, 10]);
  equal(outcome([frame(10, { refresh: refresh(2, 10) })], missed), [Step.REFRESH, true, 10]);
  equal(outcome([frame(10, { refresh: refresh(8, 10) })], missed), [Step.NOTHING, true, 7]);
  equal(outcome([frame(10, { epoch: 6, refresh: refresh(2, 10) })], missed), [Step.NOTHING, true, 7]);
});

test('is whole with the last part of a refresh', () => {
  const parts = [
    frame(10, { refresh: refresh(7, 10, false) }), frame(11, { refresh: refresh(7, 10, false) }),
    frame(12, { refresh: refresh(7, 10) })];
  equal(outcome(parts.slice(0, 1), whole(7)), [Step.PART, false, 7]);
  equal(outcome(parts.slice(0, 2), whole(7)), [Step.PART, false, 7]);
  equal(outcome(parts, whole(7)), [Step.REFRESH, true, 12]);
  equal(outcome([...parts, frame(13)], whole(7)), [Step.OWN, true, 13]);
});

test('has not the frame with a missing part, and asks for what it lacked before', () => {
  const first = frame(10, { refresh: refresh(7, 10, false) });
  const last = frame(12, { refresh: refresh(7, 10) });
  equal(outcome([first, last], whole(7)), [Step.NOTHING, false, 7]);
  equal(outcome([first, last, frame(13, { refresh: refresh(7, 13) })], whole(7)), [Step.REFRESH, true, 13]);
  equal(outcome([last], whole(7)), [Step.NOTHING, true, 7]);
});

test('has nothing over another connection if it has taken what is coarse', () => {
  const coarse = { ...refresh(7, 10), coarse: true };
  const missed = read([frame(9)], whole(7)).progress;
  const after = (frames, progress) => isWhole(connectedAgain(read(frames, progress).progress));
  equal(after([], whole(7)), true);
  equal(after([frame(10, { refresh: coarse })], missed), false);
  equal(after([frame(10, { refresh: coarse }), frame(11)], missed), false);
  equal(after([frame(10, { refresh: coarse })], read([frame(9)], whole(9)).progress), true);
  equal(after([frame(10, { refresh: coarse }), frame(11, { complete: true })], missed), true);
  equal(after([frame(10, { refresh: coarse }), frame(12, { refresh: refresh(null, 12) })], missed), true);
  equal(after([frame(10, { refresh: coarse }), frame(12, { refresh: refresh(10, 12) })], missed), false);
});

test('applies nothing own to a picture that is a mixture', () => {
  const first = frame(10, { refresh: refresh(7, 10, false) });
  equal(outcome([first, frame(11, { previous: 7 })], whole(7)), [Step.NOTHING, false, 7]);
});

test('takes no more of a refresh when something was missed', () => {
  const first = frame(10, { refresh: refresh(7, 10, false) });
  const next = frame(11, { refresh: refresh(7, 10) });
  equal(outcome([first, frame(13), next], whole(7)), [Step.NOTHING, false, 7]);
});

test('takes no part of another refresh', () => {
  const first = frame(10, { refresh: refresh(7, 10, false) });
  equal(outcome([first, frame(11, { refresh: refresh(6, 9) })], whole(7)), [Step.NOTHING, false, 7]);
  equal(outcome([first, frame(11, { refresh: refresh(7, 11) })], whole(7)), [Step.REFRESH, true, 11]);
});

test('applies nothing own between parts, but what is complete', () => {
  const first = frame(10, { refresh: refresh(7, 10, false) });
  equal(outcome([first, frame(11, { complete: true })], whole(7)), [Step.OWN, true, 11]);
  equal(outcome([first, frame(11)], whole(7)), [Step.NOTHING, false, 7]);
  equal(outcome([first, frame(11), frame(12, { refresh: refresh(7, 10) })], whole(7)), [Step.NOTHING, false, 7]);
});

test('asks after a connection that was lost between parts, when the next one brings no more of them', () => {
  const parts = [frame(10, { refresh: refresh(7, 10, false) }), frame(11, { refresh: refresh(7, 10, false) })];
  const again = [frame(9, { complete: true }), frame(10), frame(11), frame(12), frame(13)];
  const { steps, progress } = read([...parts, ...again], whole(7));
  equal(steps.slice(2), [Step.BEFORE, Step.BEFORE, Step.BEFORE, Step.NOTHING, Step.NOTHING]);
  equal(outcome([frame(14, { refresh: refresh(7, 14) })], progress), [Step.REFRESH, true, 14]);
});

test('has nothing when the parts of another epoch have replaced its picture', () => {
  const first = frame(10, { epoch: 6, refresh: refresh(null, 10, false) });
  equal(outcome([first], whole(7)), [Step.PART, false, null]);
  equal(outcome([first, frame(12, { epoch: 6, refresh: refresh(null, 10) })], whole(7)), [Step.NOTHING, false, null]);
});

test('does nothing with what is out of date', () => {
  const late = [frame(7), frame(6, { complete: true }), frame(9, { epoch: 4, complete: true })];
  late.forEach((old) => equal(outcome([old], whole(7)), [Step.BEFORE, true, 7]));
  const part = frame(10, { refresh: refresh(7, 10, false) });
  equal(outcome([part, part], whole(7)), [Step.BEFORE, false, 7]);
  equal(outcome([part, part, frame(11, { refresh: refresh(7, 10) })], whole(7)), [Step.REFRESH, true, 11]);
});

test('draws of a frame what its step says', () => {
  const roles = [{ own: true, ofRefresh: false }, { own: true, ofRefresh: true }, { own: false, ofRefresh: true }];
  const drawn = (wanted) => roles.map((role) => isWanted(role, wanted));
  equal(drawn(Step.OWN), [true, true, false]);
  equal(drawn(Step.REFRESH), [false, true, true]);
  equal(drawn(Step.PART), [false, true, true]);
});

return outcomes();

// SPDX-License-Identifier: MPL-2.0
// The rules of docs/wire.md for who reads frames in mode mixed: what a reader has, and what it draws
// of the next frame. A reader's progress is a value, so that one can be kept while others are tried.
//
// `lastWhole` is the last frame, { epoch, frame }, that the reader was whole as of, also if its
// picture has newer parts by now; null if it has nothing. `lastDrawn` is the last frame of which
// something was drawn, `split` the refresh whose parts are being taken, with its `start` and the
// frame that came `last`, or null. `coarse`: it has taken something of a coarse refresh since it had
// nothing; the server sends that again, exactly, over the same connection.

/** A reader that has nothing. */
export const NOTHING_YET = Object.freeze({ lastWhole: null, lastDrawn: null, split: null, coarse: false });

/** What to draw of a frame. */
export const Step = Object.freeze({
  /** What is own; the reader is whole then. */
  OWN: 'own',
  /** What is of the refresh; the reader is whole then. */
  REFRESH: 'refresh',
  /** What is of the refresh, of which another part follows. */
  PART: 'part',
  /** Nothing: the frame is out of date. */
  BEFORE: 'before',
  /** Nothing, and a refresh is needed. */
  NOTHING: 'nothing',
});

/** Whether the reader's picture is that of `lastWhole`, and not a mixture. */
export function isWhole({ lastWhole, lastDrawn }) {
  return lastWhole !== null && lastWhole.epoch === lastDrawn.epoch && lastWhole.frame === lastDrawn.frame;
}

/** What to draw of a frame; of one that may be cut, nothing that is only own. */
export function step(progress, frame, mayBeCut = false) {
  if (isBefore(progress, frame)) {
    return Step.BEFORE;
  }
  if (frame.complete || (!mayBeCut && isWhole(progress) && follows(frame, progress.lastWhole))) {
    return Step.OWN;
  }
  if (begins(progress, frame) || goesOn(progress, frame)) {
    return frame.refresh.lastPart ? Step.REFRESH : Step.PART;
  }
  return Step.NOTHING;
}

/** The progress of who had `progress` and has done the step. Of a frame that cannot be read it is NOTHING. */
export function after(progress, frame, done) {
  if (done === Step.NOTHING) {
    return { ...progress, split: null };
  }
  const now = { epoch: frame.epoch, frame: frame.id };
  const coarse = isCoarseAfter(progress, frame, done);
  switch (done) {
    case Step.OWN:
    case Step.REFRESH:
      return { lastWhole: now, lastDrawn: now, split: null, coarse };
    case Step.PART:
      return {
        lastWhole: progress.lastWhole?.epoch === frame.epoch ? progress.lastWhole : null,
        lastDrawn: now,
        split: { start: frame.refresh.start, last: now },
        coarse,
      };
    default:
      return progress;
  }
}

/** The progress of who goes on over another connection, where nobody knows what it has coarse. */
export function connectedAgain(progress) {
  return progress.coarse ? NOTHING_YET : progress;
}

/** Whether this rectangle is drawn in the step. */
export function isWanted(rectangle, wanted) {
  return wanted === Step.OWN ? rectangle.own : rectangle.ofRefresh;
}

function isCoarseAfter(progress, { id, complete, refresh }, done) {
  if (done === Step.OWN) {
    return progress.coarse && !complete;
  }
  const everything = done === Step.REFRESH && refresh.base === null && refresh.start === id;
  return refresh?.coarse || (progress.coarse && !everything);
}

function isBefore({ lastDrawn }, { epoch, id }) {
  return lastDrawn !== null
    && (epoch < lastDrawn.epoch || (epoch === lastDrawn.epoch && id <= lastDrawn.frame));
}

function follows({ epoch, previous }, last) {
  return epoch === last.epoch && previous === last.frame;
}

function begins({ lastWhole }, { epoch, id, refresh }) {
  return refresh !== null && refresh.start === id
    && (refresh.base === null || (lastWhole?.epoch === epoch && lastWhole.frame >= refresh.base));
}

function goesOn({ split }, frame) {
  return split !== null && frame.refresh?.start === split.start && follows(frame, split.last);
}

// SPDX-License-Identifier: MPL-2.0
const { describe, duration } = await import('/status.js');
const { obstacleIn } = await import('/ability.js');

const LIVE = {
  link: 'open', reason: null, delay: 0, silence: 0, obstacle: null, trouble: null,
  sourceSilence: null, canvasLost: false, shown: true,
};
const said = (facts) => Object.values(describe({ ...LIVE, ...facts }));

test('is live when all is well, and only then', () => {
  equal(said({}), ['live', 'live', '']);
  const wrong = [
    { link: 'connecting' }, { link: 'lost' }, { link: 'refused' }, { silence: 5000 }, { obstacle: 'x' },
    { trouble: 'x' }, { sourceSilence: 0 }, { canvasLost: true }, { shown: false }];
  wrong.forEach((facts) => equal(said(facts)[0] === 'live', false));
});

test('says when it tries again, and why', () => {
  equal(said({ link: 'lost', delay: 250 }), ['lost', 'connection lost', 'Connection lost. Trying again in 0.3 s.']);
  equal(said({ link: 'lost', delay: 0 })[2], 'Connection lost. Trying again.');
  equal(said({ link: 'lost', delay: 16_000, reason: 'too many viewers' }),
    ['lost', 'too many viewers', 'The server says: too many viewers. Trying again in 16 s.']);
});

test('says that it does not try again', () => {
  equal(said({ link: 'refused', reason: 'not allowed' }), ['lost', 'refused',
    'The server refuses this page: not allowed. Open the address that the program has printed, with its token.']);
});

test('says how long nothing has come', () => {
  equal(said({ silence: 7400 }), ['lost', 'no answer', 'The server has not answered for 7 s.']);
  equal(said({ sourceSilence: 150_000 }), ['lost', 'screen away', 'Nothing has come from the screen for 3 min.']);
});

test('says the cause rather than what follows from it', () => {
  const all = { silence: 5000, obstacle: 'obstacle', trouble: 'trouble', sourceSilence: 0, canvasLost: true, shown: false };
  equal(said({ ...all, link: 'lost' })[1], 'connection lost');
  equal(said(all)[1], 'no answer');
  equal(said({ ...all, silence: 0 })[1], 'cannot decode');
});

test('names durations in whole units', () => {
  equal([125, 1400, 119_000, 120_000, 3_600_000].map(duration), ['0.1 s', '1 s', '119 s', '2 min', '60 min']);
});

test('does not blame a browser that has WebCodecs only on pages of https', () => {
  equal(obstacleIn({ VideoDecoder: 1, isSecureContext: true }), null);
  const plain = obstacleIn({ isSecureContext: false });
  ['https', '--tls', '--mode mixed --videoRectangles false'].forEach((word) => equal([word, plain.includes(word)], [word, true]));
  equal(plain.includes('This browser'), false);
  equal(obstacleIn({ isSecureContext: true }).startsWith('This browser cannot decode H.264'), true);
});

return outcomes();

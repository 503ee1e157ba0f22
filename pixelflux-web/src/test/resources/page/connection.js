// SPDX-License-Identifier: MPL-2.0
const { AwakeClock, TICK_MS } = await import('/awake.js');
const { Connection } = await import('/connection.js');

/** A page's connection over sockets that do what the test wants, by a clock that it holds. */
class Line {
  sockets = [];
  log = [];
  #awake = new AwakeClock();
  #time = 0;

  constructor() {
    const line = this;
    this.Socket = class extends EventTarget {
      static OPEN = 1;
      readyState = 0;
      sent = [];
      constructor() {
        super();
        line.sockets.push(this);
      }
      send(text) {
        this.sent.push(text);
      }
      close() {
        this.readyState = 3;
      }
      opens() {
        this.readyState = 1;
        this.dispatchEvent(new Event('open'));
      }
      says(data) {
        this.dispatchEvent(new MessageEvent('message', { data }));
      }
      ends(code, reason) {
        this.dispatchEvent(new CloseEvent('close', { code, reason }));
      }
    };
    const event = (name) => (value) => this.log.push(value === undefined ? name : `${name} ${JSON.stringify(value)}`);
    this.connection = new Connection('ws://nowhere/', {
      onOpen: event('open'),
      onPong: event('pong'),
      onCapture: event('capture'),
      onClosed: event('closed'),
      onUnreadable: event('unreadable'),
      onMixedFrame: ({ id }, size) => this.log.push(`frame ${id} of ${size} bytes`),
    }, { awake: this.#awake });
    this.#awake.tick(0);
  }

  /** So many seconds go by, as timers of a visible page tick. */
  pass(seconds) {
    for (let i = 0; i < seconds; i++) {
      this.#time += TICK_MS;
      this.#awake.tick(this.#time);
      this.connection.tick();
    }
  }

  get socket() {
    return this.sockets.at(-1);
  }
}

function withLine(run) {
  const line = new Line();
  const [socket, timeout] = [window.WebSocket, window.setTimeout];
  window.WebSocket = line.Socket;
  line.later = [];
  window.setTimeout = (task, delay) => line.later.push({ task, delay });
  try {
    line.connection.open();
    run(line);
  } finally {
    [window.WebSocket, window.setTimeout] = [socket, timeout];
  }
}

const PONG = '{"type":"pong","ping":1,"serverNanos":1}';

test('pings each second and is silent when nothing is answered', () => withLine((line) => {
  line.socket.opens();
  line.pass(4);
  equal([line.socket.sent.length, line.connection.silence], [5, 0]);
  line.pass(1);
  equal(line.connection.silence, 5000);
  line.socket.says(PONG);
  equal(line.connection.silence, 0);
}));

test('leaves a connection that is dead for another one, and hears nothing of it any more', () => withLine((line) => {
  line.socket.opens();
  line.pass(30);
  equal([line.log.length, line.log[1].startsWith('closed {"delay":'), line.socket.readyState], [2, true, 3]);
  const dead = line.socket;
  line.later.at(-1).task();
  equal(line.sockets.length, 2);
  dead.says(PONG);
  dead.ends(1006, '');
  equal(line.log.length, 2);
  line.socket.opens();
  line.socket.says(PONG);
  equal(line.log.slice(2), ['open', 'pong {"type":"pong","ping":1,"serverNanos":1,"sourceSilence":null,"counters":null}']);
}));

test('passes on what is captured', () => withLine((line) => {
  const capture = '{"type":"capture","place":"a","reading":"","changes":"","declined":[],"encoder":"","threads":2}';
  line.socket.opens();
  line.socket.says(capture);
  equal(line.log, ['open', `capture ${capture}`]);
}));

test('does not wait for ever for a connection to open', () => withLine((line) => {
  line.pass(14);
  equal(line.log, []);
  line.pass(1);
  equal(line.log.length, 1);
}));

test('keeps a connection that answers', () => withLine((line) => {
  line.socket.opens();
  for (let i = 0; i < 1000; i++) {
    line.pass(1);
    line.socket.says(PONG);
  }
  equal([line.sockets.length, line.socket.readyState], [1, 1]);
}));

test('does not come back where it is not allowed', () => withLine((line) => {
  line.socket.ends(1008, 'not allowed');
  equal([line.log, line.later.length], [['closed {"delay":null,"reason":"not allowed"}'], 0]);
  line.pass(1000);
  equal(line.sockets.length, 1);
}));

test('asks for nothing any more that is of no use', () => withLine((line) => {
  line.socket.opens();
  line.connection.requestKeyFrame();
  line.connection.forgetKeyFrame();
  line.later.at(-1).task();
  equal(line.connection.keyFrameRequests, 0);
}));

test('asks for what a picture lacks, not too often, and in the end for what it lacks by then', () => withLine((line) => {
  const asked = () => line.socket.sent.splice(0).filter((text) => !text.includes('ping'));
  line.socket.opens();
  line.later.at(-1).task();
  line.connection.requestRefresh({ epoch: 5, frame: 7 });
  equal(asked(), ['{"refresh":{"epoch":5,"frame":7}}']);
  line.connection.requestRefresh({ epoch: 5, frame: 8 });
  line.connection.remindRefresh({ epoch: 5, frame: 8 });
  line.connection.requestRefresh(null);
  equal(asked(), []);
  line.later.at(-1).task();
  equal(asked(), ['{"keyFrame":true}']);
  equal([line.connection.refreshRequests, line.connection.keyFrameRequests], [1, 1]);
}));

test('passes on frames in mode mixed, and says that it cannot read them', () => withLine((line) => {
  line.socket.opens();
  const message = fromBase64(vectors.frames[1].message);
  line.socket.says(message);
  new Uint8Array(message)[4] = 9;
  line.socket.says(message);
  equal(line.log, ['open', `frame 1 of ${message.byteLength} bytes`, 'unreadable']);
}));

return outcomes();

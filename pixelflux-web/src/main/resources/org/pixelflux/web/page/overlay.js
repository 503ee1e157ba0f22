// SPDX-License-Identifier: MPL-2.0
const MODES = { jpeg: 'JPEG', h264: 'H.264', mixed: 'mixed' };

/** The panel of numbers, and the line in the middle that speaks when there is no picture. */
export class Overlay {
  #panel = byId('overlay');
  #shown = null;

  constructor({ onToggleFit, onToggleFullScreen }) {
    byId('fit').addEventListener('click', onToggleFit);
    byId('full').addEventListener('click', onToggleFullScreen);
    byId('hide').addEventListener('click', () => this.toggle());
    byId('stage').addEventListener('click', () => this.toggle());
    document.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) {
        return;
      }
      if (event.key === 'o') {
        this.toggle();
      } else if (event.key === '1') {
        onToggleFit();
      } else if (event.key === 'f') {
        onToggleFullScreen();
      }
    });
  }

  toggle() {
    this.#panel.hidden = !this.#panel.hidden;
  }

  /** `light` is one of live, wait, lost; an empty notice hides it. */
  showState(light, state, notice) {
    const shown = [light, state, notice].join();
    if (shown === this.#shown) {
      return;
    }
    this.#shown = shown;
    byId('light').className = light;
    byId('state').textContent = state;
    byId('notice').textContent = notice;
    document.body.classList.toggle('stale', light === 'lost');
  }

  /** `software`: whether the page had to take decoders without hardware. */
  showNumbers(statistics, view, { mode, software }, now) {
    if (this.#panel.hidden) {
      return;
    }
    const latency = statistics.latency(now);
    show('fps', `${statistics.framesPerSecond(now).toFixed(1)} /s`);
    show('rate', `${(statistics.bytesPerSecond(now) / 1000).toFixed(1)} kB/s`);
    show('latency', latency === null ? '–' : `${latency.toFixed(1)} ms`);
    show('codec', (MODES[mode] ?? '–') + (software ? ' (software)' : ''));
    show('size', view.width > 0 ? `${view.width} × ${view.height}` : '–');
    show('zoom', `${Math.round(view.scale * 100)} %`);
    showCapture(statistics);
    showRectangles(mode === 'mixed' ? statistics.rectangles.counts : []);
    byId('full').querySelector('span').textContent = document.fullscreenElement ? 'leave' : 'full';
    byId('fit').querySelector('span').textContent = view.fitted ? '1:1' : 'fit';
  }
}

function byId(id) {
  return document.getElementById(id);
}

/** What the server captures, and how: nothing where it does not say. */
function showCapture({ capture, encodeTime }) {
  byId('capture').hidden = capture === null;
  if (capture === null) {
    return;
  }
  const { place, reading, changes, declined, encoder, threads } = capture;
  show('place', place);
  show('reading', [reading, changes].filter((text) => text !== '').join(', '));
  show('declined', declined.join('; '));
  for (const id of ['declined', 'declined-name']) {
    byId(id).hidden = declined.length === 0;
  }
  show('encoder', encoder === '' ? '–' : encoder);
  show('threads', `${threads}`);
  show('encoding', encodeTime === null ? '–' : `${encodeTime.toFixed(1)} ms`);
}

/** A line for each kind: how many, their bytes and share. */
function showRectangles(counts) {
  const table = byId('rectangles');
  table.hidden = counts.length === 0;
  table.replaceChildren(...counts.map(({ name, count, bytes, share }) =>
    line([name, count, kilobytes(bytes), `${Math.round(100 * share)} %`])));
}

function line(texts) {
  const row = document.createElement('tr');
  row.append(...texts.map((text) => {
    const cell = document.createElement('td');
    cell.textContent = text;
    return cell;
  }));
  return row;
}

function kilobytes(bytes) {
  return bytes < 9_950_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function show(id, text) {
  byId(id).textContent = text;
}

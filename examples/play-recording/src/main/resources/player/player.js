// SPDX-License-Identifier: MPL-2.0
// Shows where a recording changes, and jumps to the next change in a rectangle.
'use strict';

const stage = document.getElementById('stage');
const video = document.getElementById('recording');
const track = document.getElementById('changes').track;
track.mode = 'hidden';

// In pixels of the video; none: all of it.
let chosen = null;

// A cue is one change: a line "xywh=x,y,width,height" for each rectangle.
const areasOf = (cue) => cue.text.split('\n')
  .filter((line) => line.startsWith('xywh='))
  .map((line) => {
    const [x, y, width, height] = line.slice('xywh='.length).split(',').map(Number);
    return { x, y, width, height };
  });

const overlap = (a, b) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const jump = () => {
  const next = Array.from(track.cues || []).find((cue) =>
    cue.startTime > video.currentTime + 0.001
    && areasOf(cue).some((area) => chosen === null || overlap(area, chosen)));
  document.getElementById('found').value = next ? '' : 'No later change.';
  if (next) {
    video.pause();
    // The time of the index has milliseconds: a little later, the change is shown for sure.
    video.currentTime = Math.min(next.startTime + 0.001, video.duration);
  }
};

const scale = () => video.clientWidth / video.videoWidth;

const draw = () => {
  stage.querySelectorAll('.area').forEach((element) => element.remove());
  const outline = (area, kind) => {
    const element = document.createElement('div');
    element.className = `area ${kind}`;
    for (const [side, value] of [['left', area.x], ['top', area.y], ['width', area.width],
      ['height', area.height]]) {
      element.style[side] = `${value * scale()}px`;
    }
    stage.append(element);
  };
  Array.from(track.activeCues || []).flatMap(areasOf).forEach((area) => outline(area, 'changed'));
  if (chosen !== null) {
    outline(chosen, 'chosen');
  }
  document.getElementById('time').value = `${video.currentTime.toFixed(3)} s`;
};

const place = (event) => ({ x: event.offsetX / scale(), y: event.offsetY / scale() });

video.addEventListener('pointerdown', (down) => {
  const start = place(down);
  const move = (event) => {
    const end = place(event);
    chosen = {
      x: Math.min(start.x, end.x),
      y: Math.min(start.y, end.y),
      width: Math.abs(start.x - end.x),
      height: Math.abs(start.y - end.y),
    };
    draw();
  };
  const up = () => {
    video.removeEventListener('pointermove', move);
    if (chosen !== null && (chosen.width < 2 || chosen.height < 2)) {
      chosen = null;
    }
    draw();
  };
  chosen = null;
  video.setPointerCapture(down.pointerId);
  video.addEventListener('pointermove', move);
  video.addEventListener('pointerup', up, { once: true });
});

track.addEventListener('cuechange', draw);
video.addEventListener('seeked', draw);
video.addEventListener('timeupdate', draw);
document.getElementById('next').addEventListener('click', jump);
document.getElementById('play').addEventListener('click', () => {
  if (video.paused) {
    video.play();
  } else {
    video.pause();
  }
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'n') {
    jump();
  }
});

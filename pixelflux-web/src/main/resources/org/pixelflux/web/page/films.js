// SPDX-License-Identifier: MPL-2.0
import { Film } from './film.js';
import { FilmPixels } from './filmpixels.js';
import { isKeyFrame, isVideo } from './mixedframe.js';

// A capture has three at most.
const MOST_FILMS = 8;

// With those that have ended, and whose last pictures have not been drawn yet.
const MOST_DECODERS = 32;

// A film ends when it was still for half a second, and nothing says so.
const LONGEST_PAUSE_MS = 10_000;

/**
 * The films of a screen in mode mixed: which pictures can be decoded, and the decoders for them. `take`
 * says, for one frame after the other, which pictures will be drawn; `decode` decodes them, in the same
 * order. A film ends with another generation of its stream, with a picture that is left out, when it had
 * none for ten seconds, or when there are more than eight; it goes on with a key frame.
 *
 * `ability` is what the browser can do, `obstacle` why it can decode no video at all, or null.
 */
export class Films {
  #ability;
  #lasting;
  #obstacle;
  #pixels = new FilmPixels();
  // By their streams, those that were drawn most recently last.
  #going = new Map();
  #open = new Set();
  #filmOf = new WeakMap();
  #ready = Promise.resolve();
  #now = 0;

  constructor(ability, obstacle = null) {
    this.#ability = ability;
    this.#lasting = obstacle;
    this.#obstacle = obstacle;
  }

  /** Why no video can be decoded, or null. */
  get obstacle() {
    return this.#obstacle;
  }

  /** Decoders fail again and again: the page takes no more video. */
  refuse(reason) {
    this.#obstacle = reason;
  }

  /** The server is another one: the page tries again. */
  forgetRefusals() {
    this.#obstacle = this.#lasting;
  }

  /** How many decoders there are, or will be. */
  get size() {
    return this.#open.size;
  }

  /** Whether all pictures of films among these rectangles can be decoded after those that were taken. */
  canTake(rectangles) {
    const begun = new Map();
    const pictures = rectangles.filter(isVideo);
    const known = pictures.every((rectangle) => {
      const { stream } = rectangle;
      if (isKeyFrame(rectangle)) {
        begun.set(stream, rectangle);
        return true;
      }
      return begun.has(stream)
        ? isSameFilm(begun.get(stream), rectangle)
        : this.#going.get(stream)?.film.canTake(rectangle) === true;
    });
    return known && this.#open.size + begun.size <= MOST_DECODERS;
  }

  /** These rectangles will be drawn. */
  take(rectangles) {
    rectangles.filter(isVideo).forEach((rectangle) => {
      const film = this.#filmFor(rectangle);
      film.take();
      this.#filmOf.set(rectangle, film);
      this.#going.delete(rectangle.stream);
      this.#going.set(rectangle.stream, { film, last: this.#now });
    });
    while (this.#going.size > MOST_FILMS) {
      this.#end(this.#going.keys().next().value);
    }
  }

  /** These rectangles will not be drawn, so what follows them cannot be. */
  leaveOut(rectangles) {
    rectangles.filter(isVideo).forEach(({ stream }) => this.#end(stream));
  }

  /** Another epoch begins: all films end when they have given what was taken. */
  endAll() {
    [...this.#going.keys()].forEach((stream) => this.#end(stream));
  }

  /** These rectangles were taken and are not wanted any more, nor is what follows them. */
  drop(rectangles) {
    rectangles.filter(isVideo).forEach((rectangle) => this.#filmOf.get(rectangle)?.close());
  }

  /** Nothing of what was taken is wanted any more. */
  closeAll() {
    [...this.#open].forEach((film) => film.close());
  }

  /** The pixels of a rectangle that was taken: red, green, blue, 255. */
  async decode(rectangle) {
    await this.#ready;
    return this.#filmOf.get(rectangle).decode(rectangle);
  }

  /** The decoder of this rectangle fails: those that are opened next do without hardware if they can. */
  preferSoftware(rectangle) {
    const { codec } = this.#filmOf.get(rectangle);
    this.#ready = this.#ready.then(() => this.#ability.preferSoftware(codec));
  }

  /** Time goes by, in ms that the page was awake. */
  tick(now) {
    this.#now = now;
    [...this.#going].filter(([, { last }]) => now - last >= LONGEST_PAUSE_MS)
      .forEach(([stream]) => this.#end(stream));
  }

  #filmFor(rectangle) {
    const { stream } = rectangle;
    const known = this.#going.get(stream)?.film;
    if (known?.canTake(rectangle)) {
      return known;
    }
    this.#end(stream);
    const film = new Film(rectangle, {
      ability: this.#ability,
      toPixels: (picture, place) => this.#pixels.of(picture, place),
      onClosed: () => this.#closed(film),
    });
    this.#open.add(film);
    return film;
  }

  #end(stream) {
    const known = this.#going.get(stream);
    this.#going.delete(stream);
    known?.film.end();
  }

  #closed(film) {
    this.#open.delete(film);
    [...this.#going].filter(([, known]) => known.film === film).forEach(([stream]) => this.#going.delete(stream));
  }
}

function isSameFilm(first, rectangle) {
  return ['generation', 'x', 'y', 'width', 'height'].every((field) => first[field] === rectangle[field]);
}

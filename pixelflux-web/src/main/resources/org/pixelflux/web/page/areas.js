// SPDX-License-Identifier: MPL-2.0

// Showing an area costs about as much as so many more pixels in another one.
const PIXELS_OF_A_CALL = 4096;

// With more than these all become one.
const MOST = 32;

/** Areas of a picture that have to be shown. Those that are cheaper together become one. */
export class Areas {
  #areas = [];

  /** An area is { x, y, width, height }. */
  add(area) {
    let joined = area;
    for (let other = this.#cheaperWith(joined); other !== undefined; other = this.#cheaperWith(joined)) {
      this.#areas.splice(this.#areas.indexOf(other), 1);
      joined = union(joined, other);
    }
    this.#areas.push(joined);
    if (this.#areas.length > MOST) {
      this.#areas = [this.#areas.reduce(union)];
    }
  }

  /** All of them; begins anew. */
  take() {
    return this.#areas.splice(0);
  }

  #cheaperWith(area) {
    return this.#areas.find((other) => size(union(area, other)) <= size(area) + size(other) + PIXELS_OF_A_CALL);
  }
}

function union(a, b) {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  const right = Math.max(a.x + a.width, b.x + b.width);
  const bottom = Math.max(a.y + a.height, b.y + b.height);
  return { x, y, width: right - x, height: bottom - y };
}

function size({ width, height }) {
  return width * height;
}

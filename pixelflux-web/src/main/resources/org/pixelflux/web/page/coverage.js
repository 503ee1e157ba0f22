// SPDX-License-Identifier: MPL-2.0

/** Which rows of pixels of a picture have been drawn. */
export class Coverage {
  #parts = [];
  #height = 0;

  /** Begins with a picture of this height, of which nothing has been drawn. */
  startOver(height = this.#height) {
    this.#parts = [];
    this.#height = height;
  }

  add({ y, height }) {
    let added = { from: y, to: y + height };
    const apart = ({ from, to }) => to < added.from || added.to < from;
    const joined = this.#parts.filter((part) => !apart(part));
    added = {
      from: Math.min(added.from, ...joined.map(({ from }) => from)),
      to: Math.max(added.to, ...joined.map(({ to }) => to)),
    };
    this.#parts = [...this.#parts.filter((part) => !joined.includes(part)), added];
  }

  get whole() {
    return this.#height > 0 && this.#parts.some(({ from, to }) => from <= 0 && to >= this.#height);
  }
}

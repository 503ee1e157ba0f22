// SPDX-License-Identifier: MPL-2.0

/**
 * The buttons for mode and quality. They are there only where the server lets viewers switch. A choice
 * counts for all viewers. `onSwitch({ mode })` or `onSwitch({ quality })`.
 */
export class Switches {
  #form = document.getElementById('switches');

  constructor({ onSwitch }) {
    this.#listen('modes', (mode) => onSwitch({ mode }));
    this.#listen('qualities', (quality) => {
      this.#press('qualities', quality);
      onSwitch({ quality });
    });
  }

  allow(control) {
    this.#form.hidden = !control;
  }

  /** The mode of what arrives. */
  showMode(mode) {
    this.#press('modes', mode);
  }

  #listen(group, onPress) {
    this.#buttons(group).forEach((button) => button.addEventListener('click', () => onPress(button.value)));
  }

  #press(group, value) {
    this.#buttons(group).forEach((button) => button.setAttribute('aria-pressed', String(button.value === value)));
  }

  #buttons(group) {
    return document.querySelectorAll(`#${group} button`);
  }
}

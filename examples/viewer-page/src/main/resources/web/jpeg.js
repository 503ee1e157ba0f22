// SPDX-License-Identifier: MPL-2.0

/**
 * JPEG stripes on their way to the canvas. Each is a picture by itself, drawn over what was there:
 * a stripe may show but a part of a row that an earlier one has shown. So those that overlap keep
 * their order, and one that a newer one covers is left out if there was no time for it yet.
 *
 * For `events` see StripeRows.
 */
export class JpegStripes {
  #jobs = [];
  #events;

  constructor(events) {
    this.#events = events;
  }

  decode(stripe, frame) {
    this.#jobs = this.#jobs.filter((job) => job.started || !covers(stripe, job.stripe));
    this.#jobs.push({ stripe, frame, started: false });
    this.#startThoseThatMay();
  }

  /** Draws none of those for which this holds. */
  discard(isUseless) {
    this.#jobs = this.#jobs.filter((job) => !isUseless(job.stripe));
    this.#startThoseThatMay();
  }

  #startThoseThatMay() {
    this.#jobs.forEach((job, i) => {
      const earlier = this.#jobs.slice(0, i);
      if (!job.started && !earlier.some((other) => overlap(other.stripe, job.stripe))) {
        job.started = true;
        this.#run(job);
      }
    });
  }

  async #run(job) {
    await this.#decodeAndDraw(job);
    this.#jobs = this.#jobs.filter((other) => other !== job);
    this.#startThoseThatMay();
  }

  async #decodeAndDraw(job) {
    const { y, width, height, payload } = job.stripe;
    let image;
    try {
      const file = new Blob([payload], { type: 'image/jpeg' });
      image = await createImageBitmap(file, { colorSpaceConversion: 'none' });
    } catch (error) {
      this.#events.onError(error.message);
      this.#events.needKeyFrame();
      return;
    }
    if (this.#jobs.includes(job)) {
      this.#events.draw(image, { y, width, height, frame: job.frame });
    }
    image.close();
  }
}

/** Whether two stripes have rows in common. */
export function overlap(a, b) {
  return a.y < b.y + b.height && b.y < a.y + a.height;
}

function covers(newer, older) {
  return newer.y <= older.y && older.y + older.height <= newer.y + newer.height;
}

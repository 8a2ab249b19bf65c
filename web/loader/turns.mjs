// Who steps, among runs that are driven asynchronously: one at a time, first come, first served. A run keeps its turn
// over the pauses between its slices and gives it up where it waits.

export class Turns {
  #line = [];

  /** A place in the line: `ready` is fulfilled when it is one's turn; give() leaves the line, at the front or before. */
  take() {
    const place = { hasBegun: false };
    place.ready = new Promise((resolve) => {
      place.begin = () => {
        place.hasBegun = true;
        resolve();
      };
    });
    place.give = () => this.#leave(place);
    this.#line.push(place);
    if (this.#line[0] === place) place.begin();
    return place;
  }

  #leave(place) {
    const at = this.#line.indexOf(place);
    if (at < 0) return;
    this.#line.splice(at, 1);
    if (at === 0) this.#line[0]?.begin();
  }
}

/**
 * Which site each subject belongs to: a pattern that repeats, in which some sites enrol two or three times as many as
 * others. The first subjects come from one site each.
 */
export class SitePattern {
  readonly #pattern: readonly number[];
  /** Of each site: its places in the pattern. */
  readonly #places: readonly (readonly number[])[];

  constructor(sites: number) {
    const weights = Array.from({ length: sites }, (_, site) => 1 + ((site * 2 + 1) % 3));
    this.#pattern = [1, 2, 3].flatMap((round) =>
      weights.flatMap((weight, site) => (weight >= round ? [site] : [])),
    );
    const places = weights.map((): number[] => []);
    this.#pattern.forEach((site, place) => places[site]?.push(place));
    this.#places = places;
  }

  siteOf(subject: number): number {
    return this.#pattern[subject % this.#pattern.length] ?? 0;
  }

  /** A subject's number within its site, from 0. */
  ordinalOf(subject: number): number {
    const length = this.#pattern.length;
    const places = this.#places[this.siteOf(subject)] ?? [];
    return Math.floor(subject / length) * places.length + places.indexOf(subject % length);
  }

  /** The inverse of both; -1 if there is no such site or number. */
  subjectOf(site: number, ordinal: number): number {
    const places = this.#places[site] ?? [];
    const place = places[ordinal % places.length];
    if (place === undefined || ordinal < 0) return -1;
    return Math.floor(ordinal / places.length) * this.#pattern.length + place;
  }
}

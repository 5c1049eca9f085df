/**
 * The number of the first row of each kind.
 *
 * Records leave room below, since rows inserted at the start of the list need lower numbers.
 */
export const FIRST_ID = {
  study: 100,
  site: 101,
  form: 1001,
  interval: 201,
  variable: 5001,
  subject: 20_001,
  visit: 300_001,
  record: 1_000_001,
  revision: 1,
  coding: 1,
  annotation: 1,
} as const;

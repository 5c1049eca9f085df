/** Which request an error speaks of: the method and the route template, never the values in the URL. */
export interface RequestTarget {
  /** HTTP method, upper case. */
  readonly method: string;
  /** Route with its variable segments as placeholders, e.g. `/api/v1/edc/studies/{studyKey}/records`. */
  readonly route: string;
}

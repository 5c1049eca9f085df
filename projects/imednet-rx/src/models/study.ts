/** A clinical study the API keys may read. */
export interface Study {
  readonly sponsorKey: string;
  /** The key under which every other route finds the study. */
  readonly studyKey: string;
  readonly studyId: number;
  readonly studyName: string;
  readonly studyDescription: string;
  readonly studyType: string;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly dateCreated: string;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly dateModified: string;
}

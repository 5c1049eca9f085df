/** A place, usually a hospital, that enrols subjects into a study. */
export interface Site {
  readonly studyKey: string;
  readonly siteId: number;
  readonly siteName: string;
  readonly siteEnrollmentStatus: string;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly dateCreated: string;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly dateModified: string;
}

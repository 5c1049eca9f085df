/** Options of `ng add imednet-rx`, as `schema.json` describes them. */
export interface NgAddOptions {
  /** Name of the application; the only one of the workspace by default. */
  readonly project?: string;
  /** Refused: see `refuseKeys`. */
  readonly apiKey?: string;
  /** Refused: see `refuseKeys`. */
  readonly securityKey?: string;
}

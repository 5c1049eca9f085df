/** A role that a user holds in a study. */
export interface Role {
  /** Year, month (1–12), day, hour, minute, second, nanosecond; UTC. */
  readonly dateCreated: readonly number[];
  /** Year, month (1–12), day, hour, minute, second, nanosecond; UTC. */
  readonly dateModified: readonly number[];
  /** A UUID. */
  readonly roleId: string;
  readonly communityId: number;
  readonly name: string;
  readonly description: string;
  /** Rank in the hierarchy of roles. */
  readonly level: number;
  readonly type: string;
  readonly inactive: boolean;
}

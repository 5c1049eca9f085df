/** Is told what a gate does; must not throw. */
export interface FlowListener {
  /** An attempt was admitted that waited so long, in ms. */
  admitted(wait: number): void;
  /** No attempt starts for a while, in ms, since the server asked for that. */
  paused(delay: number): void;
  /** The first attempt behind a pause starts. */
  resumed(): void;
  /** The server was overloaded, so that only so many attempts per second may start now. */
  rateLowered(rate: number): void;
}

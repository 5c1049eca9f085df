import type { Context, ImednetConfig } from 'imednet-rx';

/** What a feature of {@link provideImednet} is about; an instance takes each kind once. */
export enum ImednetFeatureKind {
  Auth,
  RetryPolicy,
  Interceptors,
  JsonLogging,
  Tracing,
  Context,
  FlowControl,
  AngularHttp,
}

/** What a feature adds to the configuration. */
export interface ImednetFeatureSettings extends ImednetConfig {
  /** Takes the place of a context made from `defaultStudyKey`. */
  readonly context?: Context;
}

/**
 * A part of an instance's setup, for `provideImednet`; made by the `with…` functions.
 *
 * @typeParam K - kind of the feature
 */
export interface ImednetFeature<K extends ImednetFeatureKind = ImednetFeatureKind> {
  /** What it is about. */
  readonly kind: K;
  /** Name of the function that made it, for messages. */
  readonly name: string;
  /** Gives its settings; runs once, in the injection context of the instance. */
  readonly settings: () => ImednetFeatureSettings;
}

/** A value, or a function that gives it in the injection context. */
export type ValueOrFactory<T> = T | (() => T);

/** Makes a feature. */
export function imednetFeature<K extends ImednetFeatureKind>(
  kind: K,
  name: string,
  settings: () => ImednetFeatureSettings,
): ImednetFeature<K> {
  return { kind, name, settings };
}

/** The value itself, or what its function gives now. */
export function valueOf<T extends object | string>(given: ValueOrFactory<T>): T {
  return typeof given === 'function' ? (given as () => T)() : given;
}

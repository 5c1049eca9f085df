import { ConfigurationError, type ImednetConfig } from 'imednet-rx';
import type { ImednetFeature, ImednetFeatureSettings } from './imednet-feature';

/** @throws ConfigurationError when a feature is given twice */
export function assertEachOnce(features: readonly ImednetFeature[]): void {
  const doubled = features.find(({ kind }, index) =>
    features.some((other, at) => at < index && other.kind === kind),
  );
  if (doubled) {
    throw new ConfigurationError(
      `${doubled.name}() is given twice to the same instance. Give it once, or provide a second instance by name.`,
    );
  }
}

/**
 * Puts a configuration and features together.
 *
 * @throws ConfigurationError when a feature sets what the configuration sets as well: which of them would
 *   count could only be guessed
 */
export function combineSettings(
  config: ImednetConfig,
  features: readonly ImednetFeature[],
): ImednetFeatureSettings {
  const combined: Record<string, unknown> = { ...config };
  for (const { name, settings } of features) {
    for (const [key, value] of Object.entries(settings())) {
      if (value === undefined) continue;
      const taken = RIVALS[key]?.find((rival) => combined[rival] !== undefined) ?? key;
      if (combined[taken] !== undefined) {
        throw new ConfigurationError(
          `Both the configuration and ${name}() are given: \`${taken}\` is set twice. Set it in one of them.`,
        );
      }
      combined[key] = value;
    }
  }
  return combined;
}

/** Settings that say the same under another name. */
const RIVALS: Readonly<Record<string, readonly string[]>> = {
  auth: ['apiKey', 'securityKey'],
  context: ['defaultStudyKey'],
};

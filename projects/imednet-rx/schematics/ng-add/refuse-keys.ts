import { SchematicsException } from '@angular-devkit/schematics';
import type { NgAddOptions } from './ng-add-options';

/** @throws SchematicsException when a key is given, which could only end up in files and in the browser */
export function refuseKeys({ apiKey, securityKey }: NgAddOptions): void {
  if (apiKey === undefined && securityKey === undefined) return;
  throw new SchematicsException(
    'Keys are not accepted here: everything that is written into an application can be read by whoever opens it, and ' +
      'what stands in a command stays in the history of the shell. Set IMEDNET_API_KEY and IMEDNET_SECURITY_KEY in the ' +
      'environment, or in the file .env, which is ignored by git.',
  );
}

import { chain, type Rule } from '@angular-devkit/schematics';
import { addDevProxy } from './add-dev-proxy';
import { addEnvironment } from './add-environment';
import { findApplication } from './find-application';
import type { NgAddOptions } from './ng-add-options';
import { provideClient } from './provide-client';
import { refuseKeys } from './refuse-keys';

/**
 * `ng add imednet-rx`: provides the client to an application that holds no keys, and lets its development server add
 * them from the environment.
 *
 * Run a second time, it changes nothing.
 *
 * @throws SchematicsException when a key is given, or no application can be found
 *
 * @example
 * ```sh
 * ng add imednet-rx --project my-app
 * ```
 */
export function ngAdd(options: NgAddOptions): Rule {
  return async (tree, { logger }) => {
    refuseKeys(options);
    const application = await findApplication(tree, options.project);
    return chain([
      provideClient(application),
      addDevProxy(application),
      addEnvironment(),
      () => {
        logger.info(
          'Copy .env.example to .env, fill in your keys, and run `ng serve`. For production, put createImednetProxy of ' +
            'imednet-rx/node in front of the API.',
        );
      },
    ]);
  };
}

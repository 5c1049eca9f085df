import { Context } from '../context/context';
import { RecordsResource } from '../resources/records';
import { StudiesResource } from '../resources/studies';
import { DISPOSE } from './dispose';
import { ImednetClient } from './imednet-client';
import type { ImednetClientConfig } from './imednet-client-config';

/** Settings of {@link createImednet}. */
export interface ImednetConfig extends ImednetClientConfig {
  /** Study key that calls without one of their own use; none by default. */
  readonly defaultStudyKey?: string;
}

/**
 * The API's resources over one client and one context: what applications inject.
 *
 * @example
 * ```ts
 * const imednet = createImednet({ apiKey, securityKey, defaultStudyKey: 'DEMO' });
 * imednet.records.list({ pageSize: 500 }).subscribe((record) => console.log(record.recordId));
 * ```
 */
export class Imednet {
  /** Studies that the credentials may see. */
  readonly studies: StudiesResource;
  /** Records (eCRF instances) of a study. */
  readonly records: RecordsResource;

  /**
   * @param client - sends the requests
   * @param context - holds the default study key
   */
  constructor(
    readonly client: ImednetClient,
    readonly context: Context,
  ) {
    this.studies = new StudiesResource(client);
    this.records = new RecordsResource(client, context);
  }

  /** Closes the client: aborts what is under way, refuses further calls. */
  close(): void {
    this.client.close();
  }

  /** {@link close}, for `using`. */
  [DISPOSE](): void {
    this.close();
  }
}

/**
 * Makes an {@link Imednet} with a client and a context of its own.
 *
 * @param config - settings; what is left out comes from the environment, then from the defaults
 * @throws ConfigurationError naming each setting that is missing or invalid
 */
export function createImednet(config: ImednetConfig = {}): Imednet {
  const { defaultStudyKey, ...clientConfig } = config;
  return new Imednet(new ImednetClient(clientConfig), new Context(defaultStudyKey));
}

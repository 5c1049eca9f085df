import type { LogFields, LogLevel } from 'imednet-rx';
import type { Logger, MessageContext } from 'roarr';
import { createLogger } from 'roarr/dist/factories/createLogger.js';
import { withProperty } from './with-property';

/** What a logger of roarr keeps in `globalThis.ROARR`, as far as it reads it. */
interface RoarrState {
  sequence: number;
}

interface RoarrGlobals {
  ROARR?: RoarrState;
  readonly process?: { readonly env?: { ROARR_LOG?: string } };
}

const globals = globalThis as RoarrGlobals;

/**
 * Lines of a logger of roarr that has nothing in common with the application's own use of it.
 *
 * roarr knows one state for a whole process: where lines go, their counter, and the context that the application
 * gives to all of them, which can be anybody's data. It is lent this logger's state for the time of a line.
 */
export class RoarrLines {
  readonly #state: RoarrState = { sequence: 0 };
  readonly #logger: Logger;
  #line: string | undefined;

  /** @param context - of each line */
  constructor(context: MessageContext) {
    const create = (): Logger =>
      createLogger((message) => {
        this.#line = JSON.stringify(message);
      }, context);
    // Without this variable a logger that is created in Node stays silent for good.
    this.#logger = withProperty(globals.process?.env ?? {}, 'ROARR_LOG', 'true', create);
  }

  /** The next line, without its end; `undefined` where roarr gives none. */
  next(level: LogLevel, message: string, fields: LogFields): string | undefined {
    this.#line = undefined;
    withProperty(globals, 'ROARR', this.#state, () => {
      // roarr takes a message for a format.
      this.#logger[level]({ ...fields }, '%s', message);
    });
    return this.#line;
  }
}

import * as imednet from 'imednet-rx';
import * as logging from 'imednet-rx/logging';
import * as testing from 'imednet-rx/testing';

// An entry point without types would be `any`, and this would compile with any type at all.
type IsAny<T> = 0 extends 1 & T ? true : false;
export const imednetIsAny: IsAny<typeof imednet> = false;
export const loggingIsAny: IsAny<typeof logging> = false;
export const testingIsAny: IsAny<typeof testing> = false;

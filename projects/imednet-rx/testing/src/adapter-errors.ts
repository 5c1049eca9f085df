// Errors are built by hand: importing axios for its classes would make it a dependency at run time.

/** What a request ends with when its caller gave up. */
export function canceledError(): Error {
  return Object.assign(new Error('canceled'), {
    name: 'CanceledError',
    code: 'ERR_CANCELED',
    __CANCEL__: true,
  });
}

/** What a request ends with when no answer comes. */
export function brokenError(code: string): Error {
  return Object.assign(new Error(code), { name: 'AxiosError', isAxiosError: true, code });
}

/** The API's error envelope, for failures that the fake has no part in. */
export function errorBody(
  request: { readonly method: string; readonly path: string },
  status: string,
  code: '1000' | '9000',
  description: string,
): object {
  const timestamp = new Date().toISOString().slice(0, 19).replace('T', ' ');
  return {
    metadata: { status, method: request.method, path: request.path, timestamp, error: { code, description } },
  };
}

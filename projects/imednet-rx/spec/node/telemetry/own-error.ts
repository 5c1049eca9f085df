/** An error of the application, which the library passes on as it is. */
export class OwnError extends Error {
  override readonly name = 'OwnError';
}

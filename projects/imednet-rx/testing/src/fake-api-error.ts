/** The parameter or attribute the server objects to. */
export interface FakeErrorField {
  readonly attribute: string;
  readonly value: string;
}

/** An answer other than success, thrown inside the fake and rendered as the API's error envelope. */
export class FakeApiError extends Error {
  override readonly name = 'FakeApiError';

  constructor(
    readonly status: number,
    readonly code: '1000' | '9000' | '9001',
    description: string,
    readonly field?: FakeErrorField,
  ) {
    super(description);
  }
}

/** A refused parameter. */
export function invalid(attribute: string, value: string, description: string): FakeApiError {
  return new FakeApiError(400, '1000', description, { attribute, value });
}

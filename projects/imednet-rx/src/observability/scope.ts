/** Name and version of the library, as spans and metrics tell who made them. */
export const SCOPE = { name: 'imednet-rx', version: '0.1.0' } as const;

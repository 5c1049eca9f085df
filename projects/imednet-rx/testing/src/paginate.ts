import { invalid } from './fake-api-error';

const DEFAULT_SIZE = 25;
const MAX_SIZE = 500;

/** The slice of a list that was asked for. */
export interface PageRequest {
  readonly page: number;
  readonly size: number;
}

export function parsePage(query: URLSearchParams): PageRequest {
  return {
    page: whole(query, 'page', 0, 0, Number.MAX_SAFE_INTEGER),
    size: whole(query, 'size', DEFAULT_SIZE, 1, MAX_SIZE),
  };
}

function whole(query: URLSearchParams, name: string, byDefault: number, min: number, max: number): number {
  const text = query.get(name);
  if (text === null) return byDefault;
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(value >= min && value <= max)) throw invalid(name, text, `${name} is out of range or no number`);
  return value;
}

import { Directive, inject, input, TemplateRef } from '@angular/core';
import type { Rows } from '../data/rows-fold';

/** What a template of a row is given. */
export interface RowContext<T> {
  readonly $implicit: T;
}

/** Says what the rows of a table are, and what the cells of each show. */
@Directive({ selector: 'ng-template[appRow]' })
export class RowTemplate<T> {
  readonly appRowOf = input.required<Rows<T>>();
  /** Tells rows apart. */
  readonly appRowKey = input.required<(row: T) => number>();
  /** A class for a row, `''` for none. */
  readonly appRowClass = input<(row: T) => string>(() => '');

  readonly template = inject<TemplateRef<RowContext<T>>>(TemplateRef);

  static ngTemplateContextGuard<T>(_row: RowTemplate<T>, _context: unknown): _context is RowContext<T> {
    return true;
  }
}

import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { StudyDirectory } from '../data/study-directory';
import { Icon } from '../ui/icon';
import type { AddressedQuery, RecordQuery } from './record-query';
import { TEXTS } from './texts';

/** Chooses which records the table shows. */
@Component({
  selector: 'app-record-filters',
  imports: [Icon],
  templateUrl: './record-filters.html',
  styleUrl: './record-filters.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RecordFilters {
  readonly query = input.required<RecordQuery>();
  readonly canClear = input.required<boolean>();
  readonly changed = output<Partial<AddressedQuery>>();
  readonly subject = output<string>();
  readonly cleared = output();

  protected readonly texts = TEXTS;
  protected readonly directory = inject(StudyDirectory).current;
  /** What the address asks for is offered, whether or not it is usual. */
  protected readonly statuses = computed(() => {
    const { status } = this.query();
    const usual: readonly string[] = TEXTS.statuses;
    return status === null || usual.includes(status) ? usual : [...usual, status];
  });

  protected choose(name: 'formKey' | 'status' | 'modifiedSince', event: Event): void {
    this.changed.emit({ [name]: valueOf(event) || null });
  }

  protected chooseSite(event: Event): void {
    const value = valueOf(event);
    this.changed.emit({ siteId: value === '' ? null : Number(value) });
  }

  protected chooseSubject(event: Event): void {
    this.subject.emit(valueOf(event).trim());
  }
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}

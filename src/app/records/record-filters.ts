import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { StudyDirectory } from '../data/study-directory';
import { Icon } from '../ui/icon';
import { type Offered, offered } from './offered';
import type { AddressedQuery, RecordQuery } from './record-query';
import { TEXTS } from './texts';

interface Choice extends Offered {
  readonly name: 'formKey' | 'siteId' | 'status';
  readonly label: string;
  /** What choosing none is called. */
  readonly all: string;
}

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

  readonly #directory = inject(StudyDirectory).current;

  protected readonly texts = TEXTS;
  protected readonly choices = computed((): readonly Choice[] => {
    const { formKey, siteId, status } = this.query();
    const { forms, sites } = this.#directory();
    return [
      {
        ...{ name: 'formKey', label: TEXTS.form, all: TEXTS.allForms },
        ...offered(
          formKey,
          forms.map((form) => [form.formKey, form.formName]),
        ),
      },
      {
        ...{ name: 'siteId', label: TEXTS.site, all: TEXTS.allSites },
        ...offered(
          siteId === null ? null : String(siteId),
          sites.map((site) => [String(site.siteId), site.siteName]),
        ),
      },
      {
        ...{ name: 'status', label: TEXTS.status, all: TEXTS.allStatuses },
        ...offered(
          status,
          TEXTS.statuses.map((text) => [text, text]),
        ),
      },
    ];
  });

  protected choose(name: 'formKey' | 'siteId' | 'status' | 'modifiedSince', event: Event): void {
    const value = valueOf(event) || null;
    this.changed.emit({ [name]: name === 'siteId' && value !== null ? Number(value) : value });
  }

  protected chooseSubject(event: Event): void {
    const input = event.target as HTMLInputElement;
    input.value = input.value.trim();
    this.subject.emit(input.value);
  }
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}

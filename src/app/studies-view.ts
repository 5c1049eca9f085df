import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { ErrorMessage } from './error-message';
import { StudiesStore } from './studies-store';

/** The list of studies, one of which can be chosen. */
@Component({
  selector: 'app-studies-view',
  imports: [ErrorMessage],
  templateUrl: './studies-view.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StudiesView {
  protected readonly store = inject(StudiesStore);
}

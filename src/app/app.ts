import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RecordsView } from './records-view';
import { StudiesView } from './studies-view';

/** The page: studies on one side, the records of the chosen one on the other. */
@Component({
  selector: 'app-root',
  imports: [RecordsView, StudiesView],
  template: `
    <header><h1>iMednet dashboard</h1></header>
    <main>
      <app-studies-view />
      <app-records-view />
    </main>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class App {}

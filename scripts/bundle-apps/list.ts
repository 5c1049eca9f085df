import { Component, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { bootstrapApplication } from '@angular/platform-browser';
import { Imednet, SameOriginAuth } from 'imednet-rx';
import { provideImednet } from 'imednet-rx/angular';
import { toArray } from 'rxjs';

@Component({ selector: 'app-root', template: '<h1>{{ studies()?.length }}</h1>' })
class App {
  readonly studies = toSignal(inject(Imednet).studies.list().pipe(toArray()));
}

void bootstrapApplication(App, { providers: [provideImednet({ auth: new SameOriginAuth() })] });

import { Injector, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { FormControl, FormRecord, type ValidatorFn } from '@angular/forms';
import { form, validateStandardSchema } from '@angular/forms/signals';
import type { StudySchema } from 'imednet-rx';
import { createImednet } from 'imednet-rx';
import { FakeImednet, fakeImednetAdapter } from 'imednet-rx/testing';
import { lastValueFrom } from 'rxjs';

interface VitalSigns {
  readonly vspulse: string;
  readonly vsdt: string;
}

/** As the documentation has it. */
function formOf(schema: StudySchema, formKey: string): FormRecord<FormControl<unknown>> {
  const controls = schema.variables(formKey).map(({ variableName }) => {
    const allowed: ValidatorFn = ({ value }) => {
      const [problem] = schema.checkRecordData(formKey, { [variableName]: value as unknown });
      return problem ? { [problem.rule]: problem.message } : null;
    };
    return [variableName, new FormControl<unknown>(null, allowed)] as const;
  });
  return new FormRecord(Object.fromEntries(controls));
}

describe('forms made of a study schema', () => {
  let schema: StudySchema;
  beforeAll(async () => {
    const adapter = fakeImednetAdapter(new FakeImednet({ subjects: 1 }));
    const imednet = createImednet({ apiKey: 'a', securityKey: 'b', baseUrl: 'https://edc.test', adapter });
    schema = await lastValueFrom(imednet.schema('DEMO'));
  });

  it('have a control for each variable, which tells what is wrong (reactive)', () => {
    const vitals = formOf(schema, 'VS');
    expect(Object.keys(vitals.controls)).toEqual(['vsdt', 'vspulse', 'vssys', 'vsdia', 'vstemp']);
    vitals.patchValue({ vsdt: '2024-02-29', vspulse: '72' });
    expect(vitals.valid).toBeTrue();
    vitals.patchValue({ vspulse: 'fast' });
    expect(vitals.valid).toBeFalse();
    expect(vitals.get('vspulse')?.errors).toEqual({
      'wrong-type': 'vspulse must be a whole number, or one as a text.',
    });
    expect(vitals.get('vsdt')?.errors).toBeNull();
  });

  it('take the schema as a validator (signals)', () => {
    const model = signal<VitalSigns>({ vspulse: '', vsdt: '' });
    const vitals = form(
      model,
      (path) => validateStandardSchema(path, schema.recordDataSchema<VitalSigns>('VS')),
      {
        injector: TestBed.inject(Injector),
      },
    );
    expect(vitals().valid()).toBeTrue();
    model.set({ vspulse: 'fast', vsdt: '2024-02-29' });
    expect(vitals().valid()).toBeFalse();
    expect(
      vitals
        .vspulse()
        .errors()
        .map(({ message }) => message),
    ).toEqual(['vspulse must be a whole number, or one as a text.']);
    expect(vitals.vsdt().errors()).toEqual([]);
  });
});

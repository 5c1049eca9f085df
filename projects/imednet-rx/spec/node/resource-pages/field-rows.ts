import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { API_FIELDS, type ApiResource, type Field, type Fields } from '../../api-fields';
import { parseField } from '../../field-misfits';

/** A row of a page's table: a field, what it holds, and what its model says about it. */
export type FieldRow = readonly [field: string, type: string, note: string];

const MODELS = join(import.meta.dirname, '../../../src/models');

/** The file and the interface that describe the items of a list. */
const MODEL_OF: Readonly<Record<ApiResource, readonly [file: string, name: string]>> = {
  studies: ['study', 'Study'],
  sites: ['site', 'Site'],
  forms: ['form', 'Form'],
  intervals: ['interval', 'Interval'],
  visits: ['visit', 'Visit'],
  subjects: ['subject', 'Subject'],
  users: ['user', 'User'],
  variables: ['variable', 'Variable'],
  codings: ['coding', 'Coding'],
  queries: ['query', 'Query'],
  recordRevisions: ['record-revision', 'RecordRevision'],
  records: ['record', 'ImednetRecord'],
  jobs: ['job', 'Job'],
};

const NESTED_MODEL_OF: Readonly<Record<string, readonly [file: string, name: string]>> = {
  keywords: ['keyword', 'Keyword'],
  roles: ['role', 'Role'],
  queryComments: ['query-comment', 'QueryComment'],
  forms: ['form', 'Form'],
};

/** What the page of a resource has to say about its fields; those of nested items stand behind their list. */
export function fieldRows(resource: ApiResource): FieldRow[] {
  return rowsOf(API_FIELDS[resource], notesOf(...MODEL_OF[resource]), '');
}

function rowsOf(fields: Fields, notes: ReadonlyMap<string, string>, prefix: string): FieldRow[] {
  return Object.entries(fields).flatMap(([name, field]): FieldRow[] => {
    const row: FieldRow = [`${prefix}${name}`, typeText(field), notes.get(name) ?? ''];
    const nested = NESTED_MODEL_OF[name];
    return typeof field === 'string' || !nested
      ? [row]
      : [row, ...rowsOf(field[0], notesOf(...nested), `${prefix}${name}[].`)];
  });
}

function typeText(field: Field): string {
  if (typeof field !== 'string') return 'list';
  const { type, nullable, optional } = parseField(field);
  return [type, ...(nullable ? ['or null'] : []), ...(optional ? ['or missing'] : [])].join(' ');
}

/** The comments of an interface's members, on one line each. */
function notesOf(file: string, name: string): ReadonlyMap<string, string> {
  const text = readFileSync(join(MODELS, `${file}.ts`), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  const model = source.statements.filter(ts.isInterfaceDeclaration).find((found) => found.name.text === name);
  if (!model) throw new Error(`no model ${name}`);
  return new Map(
    model.members.map((member): [string, string] => {
      const comments = ts
        .getJSDocCommentsAndTags(member)
        .map(({ comment }) => ts.getTextOfJSDocComment(comment));
      return [member.name?.getText(source) ?? '', comments.join(' ').replace(/\s+/g, ' ').trim()];
    }),
  );
}

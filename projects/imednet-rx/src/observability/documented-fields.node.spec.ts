import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { lastValueFrom } from 'rxjs';
import ts from 'typescript';
import { Observed } from '../../spec/observed';
import { scriptedAdapter } from '../../spec/scripted-adapter';
import { createImednet } from '../client/imednet';

const SOURCES = join(import.meta.dirname, '..');
const DOCUMENT = join(import.meta.dirname, '../../../../docs/concepts/observability.md');

describe('what docs/concepts/observability.md says is recorded', () => {
  const facts = rowsBelow('Every fact');
  const recordedIn = (place: string): string[] =>
    facts.filter(([, places = '']) => places.split(', ').includes(place)).map(([name = '']) => name);

  it('is every field that a line can have, and no other', () => {
    expect(recordedIn('log').sort()).toEqual(membersOf('observability/logger.ts', 'LogFields').sort());
  });

  it('is every attribute that the code names, and no other', () => {
    const attributes = facts.map(([name = '']) => name).filter((name) => !recordedIn('log').includes(name));
    expect(attributes.sort()).toEqual(namesIn(dottedKeyOf));
  });

  it('is every metric, and no other', () => {
    expect(
      rowsBelow('Metrics')
        .map(([name = '']) => name)
        .sort(),
    ).toEqual(namesIn(instrumentOf));
  });

  it('has an example and a reason for each', () => {
    const incomplete = facts.filter((cells) => cells.length !== 4 || cells.some((cell) => cell === ''));
    expect(incomplete).toEqual([]);
  });

  it('is where it says that it is', async () => {
    const observed = new Observed();
    const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
    const reader = new PeriodicExportingMetricReader({ exporter });
    const provider = new MeterProvider({ readers: [reader] });
    const imednet = createImednet({
      ...{ apiKey: 'key', securityKey: 'key', baseUrl: 'https://api.test', backoffFactor: 0 },
      ...{ tracer: observed.tracer, meter: provider.getMeter('specs') },
      ...{ adapter: scriptedAdapter('page', 503), circuitBreaker: { failures: 1, openFor: 0 } },
      validate: 'warn',
    });
    await lastValueFrom(imednet.records.list({ studyKey: 'DEMO', pageSize: 2 }));
    await provider.forceFlush();
    const points = exporter
      .getMetrics()
      .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics))
      .flatMap(({ dataPoints }) => dataPoints.map(({ attributes }) => attributes));
    await provider.shutdown();
    expect(namesOf(observed.spans.map(({ attributes }) => attributes))).toEqual(recordedIn('span').sort());
    expect(namesOf(points)).toEqual(recordedIn('metric').sort());
  });
});

/** The cells of each row of the tables below a heading, a name's backticks taken off. */
function rowsBelow(heading: string): string[][] {
  const [, section = ''] = readFileSync(DOCUMENT, 'utf8').split(`\n## ${heading}\n`);
  const [body = ''] = section.split('\n## ');
  return body
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').slice(1, -1))
    .map(([name = '', ...cells]) => [name.replaceAll('`', '').trim(), ...cells.map((cell) => cell.trim())]);
}

function membersOf(file: string, name: string): string[] {
  const isWanted = (node: ts.Node): node is ts.InterfaceDeclaration =>
    ts.isInterfaceDeclaration(node) && node.name.text === name;
  return parse(file)
    .statements.filter(isWanted)
    .flatMap(({ members }) => members.map((member) => member.name?.getText() ?? ''));
}

/** The name of an attribute: no other name in an object has a dot. */
function dottedKeyOf(node: ts.Node): string | undefined {
  const isDotted =
    ts.isPropertyAssignment(node) && ts.isStringLiteral(node.name) && node.name.text.includes('.');
  return isDotted ? node.name.text : undefined;
}

function instrumentOf(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const [name] = node.arguments;
  const creates = /^create(Counter|Gauge|Histogram|UpDownCounter|Observable\w+)$/.test(
    node.expression.name.text,
  );
  return creates && name && ts.isStringLiteral(name) ? name.text : undefined;
}

/** What is found anywhere in the library's sources, in order. */
function namesIn(find: (node: ts.Node) => string | undefined): string[] {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    const name = find(node);
    if (name !== undefined) names.add(name);
    ts.forEachChild(node, visit);
  };
  for (const file of readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.ts') && !file.endsWith('.spec.ts')) visit(parse(file));
  }
  return [...names].sort();
}

function parse(file: string): ts.SourceFile {
  const text = readFileSync(join(SOURCES, file), 'utf8');
  return ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
}

function namesOf(attributes: readonly object[]): string[] {
  return [...new Set(attributes.flatMap((some) => Object.keys(some)))].sort();
}

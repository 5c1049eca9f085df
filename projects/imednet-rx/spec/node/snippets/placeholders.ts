import type { Span, Tracer } from '@opentelemetry/api';
import type { AxiosAdapter, AxiosStatic } from 'axios';
import type { Express } from 'express';
import type {
  Context,
  Imednet,
  ImednetClient,
  ImednetConfig,
  ImednetRecord,
  LogLevel,
  NewRecord,
  PageCursor,
  Paginator,
  RetryPolicy,
  SinceCursor,
  StudySchema,
  Watermark,
  WriteJournal,
  WriteReceipt,
} from 'imednet-rx';
import type { FakeImednet } from 'imednet-rx/testing';
import type { Observable } from 'rxjs';
import type { HostCircuits } from '../../../src/interceptors/host-circuits';
import type { CircuitBreaker } from '../../../src/policies/circuit-breaker';

interface Transaction {
  insert(rows: readonly unknown[]): Promise<void>;
  saveCursor(cursor: PageCursor | null): Promise<void>;
}

/** What snippets take for granted: what an application has, and what other places of the documentation made. */
export declare const imednet: Imednet;
export declare const client: ImednetClient;
export declare const fake: FakeImednet;
export declare const context: Context;
export declare const config: ImednetConfig;
export declare const apiKey: string;
export declare const securityKey: string;
export declare const studyKey: string;
export declare const path: string;
export declare const items: readonly NewRecord[];
export declare const record: ImednetRecord;
export declare const schema: StudySchema;
export declare const study: StudySchema;
export declare const journal: WriteJournal;
export declare const receipt: WriteReceipt;
export declare const receipts: { load(): Promise<readonly WriteReceipt[]> };
export declare const app: Express;
export declare const secret: string;
export declare const sessions: { isLoggedIn(cookie: string | undefined): boolean };
export declare const grants: { has(user: string | undefined, studyKey: string): boolean };
export declare const error: unknown;
export declare const batchId: string;
export declare const batchIds: readonly string[];
export declare const lastWeek: Date;
export declare const adapter: AxiosAdapter;
export declare const axios: AxiosStatic;
export declare const anotherPolicy: RetryPolicy;
export declare const paginator: Paginator<ImednetRecord>;
export declare const source$: Observable<unknown>;
export declare const jobSpan: Span;
export declare const TRACER: (abstract new () => Tracer) & { readonly prototype: Tracer };
export declare class App {
  readonly title: string;
}
export declare class Settings {
  readonly backend: string;
}
export declare class Session {
  token(refresh: boolean): Promise<string>;
}
export declare class Metrics {
  count(route: string, attempt: number): void;
}
export declare const metrics: Metrics;
export declare const bar: { update(items: number, total: number | null): void };
export declare const database: {
  insert(...values: readonly unknown[]): Promise<void>;
  apply(deleted: readonly (string | number)[], rows: readonly object[]): Promise<void>;
  loadCursor(): Promise<PageCursor | null | undefined>;
  insertAndSave(rows: readonly unknown[], cursor: PageCursor | null): Promise<void>;
  transaction(work: (transaction: Transaction) => Promise<void>): Promise<void>;
};
export declare const storage: {
  load(): Promise<Watermark | SinceCursor | null>;
  save(position: Watermark | SinceCursor): void;
};
export declare const progress: {
  load(): Promise<PageCursor | null | undefined>;
  save(cursor: PageCursor | null): void;
};
export declare function toRow(record: ImednetRecord): object;
export declare const vault: { read(name: string): Promise<string> };
export declare const oidc: { getAccessToken(options: { forceRefresh: boolean }): Promise<string> };
export declare const pino: Readonly<Record<LogLevel, (fields: object, message: string) => void>> & {
  isLevelEnabled(level: string): boolean;
};
export declare const circuits: HostCircuits;
export declare const breaker: CircuitBreaker;
export declare function showBanner(shown: boolean): void;
export declare function render(...values: readonly unknown[]): void;
export declare function work(page: { readonly items: readonly ImednetRecord[] }): Promise<void>;
export declare function fetchToken(): Observable<string>;
export declare function send(): Observable<unknown>;
export { default as express } from 'express';

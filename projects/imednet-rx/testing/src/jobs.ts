import type { Job } from 'imednet-rx';
import type { FakeStudy } from './fake-study';
import { mixSeed, Random } from './random';
import { applyPostedItems } from './record-intake';
import type { PostedItem } from './record-intake';

interface PendingJob {
  job: Job;
  readonly studyKey: string;
  readonly items: readonly PostedItem[];
  step: number;
}

/** The jobs of all studies; each GET moves a job one step on, and its last step makes the changes. */
export class FakeJobs {
  readonly #jobs = new Map<string, PendingJob>();
  readonly #random: Random;
  readonly #steps: readonly string[];

  constructor(seed: number, steps: readonly string[]) {
    this.#steps = steps;
    this.#random = new Random(mixSeed(seed, 0x10b5));
  }

  /** How many jobs were created, which is how many POSTs were accepted. */
  get count(): number {
    return this.#jobs.size;
  }

  create(study: FakeStudy, items: readonly PostedItem[]): Job {
    const job: Job = {
      jobId: this.#random.uuid(),
      batchId: this.#random.uuid(),
      state: 'CREATED',
      dateCreated: study.now,
      dateStarted: null,
      dateFinished: null,
    };
    this.#jobs.set(job.batchId, { job, studyKey: study.plan.studyKey, items, step: 0 });
    return job;
  }

  /** Moves a job on and tells where it is; nothing if the study has no such job. */
  advance(study: FakeStudy, batchId: string): Job | undefined {
    const pending = this.#jobs.get(batchId);
    if (pending?.studyKey !== study.plan.studyKey) return undefined;
    const state = this.#steps[pending.step];
    const ended = pending.step > this.#steps.length;
    pending.step++;
    if (ended) return pending.job;
    if (!isWaiting(state))
      pending.job = { ...pending.job, dateStarted: pending.job.dateStarted ?? study.now };
    pending.job =
      state === undefined
        ? { ...pending.job, state: this.#finish(study, pending.items), dateFinished: study.now }
        : { ...pending.job, state };
    return pending.job;
  }

  /** Ends all jobs of a study, as a server does that nobody asks. */
  finish(study: FakeStudy): void {
    for (const [batchId, { studyKey }] of this.#jobs) {
      const isOwn = studyKey === study.plan.studyKey;
      while (isOwn && !this.advance(study, batchId)?.dateFinished) continue;
    }
  }

  #finish(study: FakeStudy, items: readonly PostedItem[]): string {
    return applyPostedItems(study, items) ? 'COMPLETED' : 'FAILED';
  }
}

/** Whether a job in this state has not been started. */
function isWaiting(state: string | undefined): boolean {
  return state !== undefined && /^(?:|created|pending)$/i.test(state);
}

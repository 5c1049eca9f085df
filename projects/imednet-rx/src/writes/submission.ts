import { ResendRefusedError } from '../errors/delivery-errors';
import { postTarget } from './post-target';

/** Whether the records of a submission were sent, over all of its subscriptions. */
export class Submission {
  #isClaimed = false;
  #isSent = false;

  /** @throws ResendRefusedError when it was begun before, and may have been sent */
  claim(path: string): void {
    if (this.#isClaimed) throw new ResendRefusedError(postTarget(path));
    this.#isClaimed = true;
  }

  sending(): void {
    this.#isSent = true;
  }

  /** Lets another subscription try, when nothing was sent. */
  release(): void {
    this.#isClaimed = this.#isSent;
  }
}

import { FrameQueue } from './frame-queue';

describe('the queue for frames', () => {
  let frames: (() => void)[];
  let drawn: string[];
  let queue: FrameQueue;
  const [enrolment, sites, forms] = [{}, {}, {}];
  const put = (owner: object, name: string): void => {
    queue.put(owner, () => drawn.push(name));
  };
  const nextFrame = (): void => {
    for (const callback of frames.splice(0)) callback();
  };

  beforeEach(() => {
    frames = [];
    drawn = [];
    queue = new FrameQueue((callback) => frames.push(callback));
  });

  it('draws one a frame, in the order of their coming', () => {
    put(enrolment, 'enrolment');
    put(sites, 'sites');
    put(forms, 'forms');
    expect(drawn).toEqual([]);
    nextFrame();
    expect(drawn).toEqual(['enrolment']);
    nextFrame();
    expect(drawn).toEqual(['enrolment', 'sites']);
    nextFrame();
    expect(drawn).toEqual(['enrolment', 'sites', 'forms']);
  });

  it('draws only the newest of an owner, in the place that it had', () => {
    put(enrolment, 'page 1');
    put(sites, 'sites');
    put(enrolment, 'page 2');
    nextFrame();
    nextFrame();
    nextFrame();
    expect(drawn).toEqual(['page 2', 'sites']);
  });

  it('asks for no frame when nothing waits', () => {
    put(enrolment, 'enrolment');
    expect(frames.length).toBe(1);
    nextFrame();
    expect(frames.length).toBe(0);
  });

  it('does not draw for who has gone, and goes on with the others', () => {
    put(enrolment, 'enrolment');
    put(sites, 'sites');
    queue.remove(enrolment);
    nextFrame();
    nextFrame();
    expect(drawn).toEqual(['sites']);
    expect(frames.length).toBe(0);
  });

  it('draws one a frame when others come after all have gone', () => {
    put(enrolment, 'enrolment');
    queue.remove(enrolment);
    put(sites, 'sites');
    put(forms, 'forms');
    nextFrame();
    expect(drawn).toEqual(['sites']);
  });

  it('begins anew after it was empty', () => {
    put(enrolment, 'enrolment');
    queue.remove(enrolment);
    nextFrame();
    put(sites, 'sites');
    nextFrame();
    expect(drawn).toEqual(['sites']);
  });

  it('goes on after a drawing that fails', () => {
    queue.put(enrolment, () => {
      throw new Error('no canvas');
    });
    put(sites, 'sites');
    expect(nextFrame).toThrowError('no canvas');
    nextFrame();
    expect(drawn).toEqual(['sites']);
  });
});

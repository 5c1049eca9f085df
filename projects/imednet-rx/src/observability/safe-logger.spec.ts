import type { Logger } from './logger';
import { safeLogger } from './safe-logger';

describe('safeLogger', () => {
  it('passes on what is asked and logged', () => {
    const lines: unknown[] = [];
    const logger = safeLogger({
      isEnabled: (level) => level === 'warn',
      log: (...line) => lines.push(line),
    });
    expect([logger.isEnabled('warn'), logger.isEnabled('debug')]).toEqual([true, false]);
    logger.log('warn', 'request failed', { status: 503 });
    expect(lines).toEqual([['warn', 'request failed', { status: 503 }]]);
  });

  it('drops what can not be asked or written', () => {
    const throws = (): never => {
      throw new RangeError('disk full');
    };
    const logger = safeLogger({ isEnabled: throws, log: throws });
    expect(logger.isEnabled('fatal')).toBeFalse();
    expect(() => {
      logger.log('fatal', 'x', {});
    }).not.toThrow();
  });

  it('keeps the logger that it was given as it is', () => {
    class Counting implements Logger {
      lines = 0;
      isEnabled(): boolean {
        return true;
      }
      log(): void {
        this.lines++;
      }
    }
    const counting = new Counting();
    safeLogger(counting).log('info', 'x', {});
    expect(counting.lines).toBe(1);
  });
});

import { typecheck } from './lib/typecheck.mjs';

try {
  await typecheck();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

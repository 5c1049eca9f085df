import { writePublicApi } from './lib/public-api.mjs';

try {
  await writePublicApi();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

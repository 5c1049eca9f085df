import { join } from 'node:path';
import { assertNotImported } from './lib/assert-not-imported.mjs';
import { copyDocuments, putTypesFirst, removeDependency, writeNotices } from './lib/finish-package.mjs';
import { runBin } from './lib/run.mjs';
import { axiosObservableFolder, vendorAxiosObservable } from './lib/vendor-axios-observable.mjs';
import { distPackage } from './lib/workspace.mjs';

try {
  await runBin('@angular/cli', ['build', 'imednet-rx'], { command: 'ng' });
  const importers = await vendorAxiosObservable(join(distPackage, 'fesm2022'));
  console.log(`axios-observable vendored for: ${importers.join(', ') || 'no module, none imports it'}`);
  await assertNotImported('axios-observable', distPackage);
  await removeDependency('axios-observable', distPackage);
  await putTypesFirst(distPackage);
  await writeNotices(distPackage, importers.length > 0 ? [axiosObservableFolder] : []);
  await copyDocuments(distPackage);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

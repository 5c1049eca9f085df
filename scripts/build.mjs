import { join } from 'node:path';
import { assertNotImported } from './lib/assert-not-imported.mjs';
import { buildSchematics } from './lib/build-schematics.mjs';
import { copyDocuments, putTypesFirst, removeDependency, writeNotices } from './lib/finish-package.mjs';
import { runBin } from './lib/run.mjs';
import { axiosObservableFolder, vendorAxiosObservable } from './lib/vendor-axios-observable.mjs';
import { vendorRoarr } from './lib/vendor-roarr.mjs';
import { distPackage } from './lib/workspace.mjs';

try {
  await runBin('@angular/cli', ['build', 'imednet-rx'], { command: 'ng' });
  const fesm = join(distPackage, 'fesm2022');
  const importers = await vendorAxiosObservable(fesm);
  console.log(`axios-observable vendored for: ${importers.join(', ') || 'no module, none imports it'}`);
  const roarr = await vendorRoarr(fesm);
  console.log(`roarr vendored for: ${roarr.importers.join(', ') || 'no module, none imports it'}`);
  for (const name of ['axios-observable', 'roarr']) {
    await assertNotImported(name, distPackage);
    await removeDependency(name, distPackage);
  }
  await putTypesFirst(distPackage);
  await writeNotices(distPackage, [
    ...(importers.length > 0 ? [axiosObservableFolder] : []),
    ...roarr.packages,
  ]);
  await buildSchematics(distPackage);
  await copyDocuments(distPackage);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

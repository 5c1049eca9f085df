// The built package, as published: a path, because a resolve hook would run a thread of its own.
import { createImednet } from '../../dist/imednet-rx/fesm2022/imednet-rx.mjs';

export function connect(baseUrl) {
  const imednet = createImednet({ apiKey: 'bench', securityKey: 'bench', baseUrl });
  return (studyKey, onRecord) => imednet.records.list({ studyKey, pageSize: 500 }).forEach(onRecord);
}

import * as imednet from 'imednet-rx';
import * as testing from 'imednet-rx/testing';

for (const [entryPoint, exports] of Object.entries({
  'imednet-rx': imednet,
  'imednet-rx/testing': testing,
})) {
  if (Object.keys(exports).length === 0) throw new Error(`${entryPoint} exports nothing`);
}
console.log('OK');

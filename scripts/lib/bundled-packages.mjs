import { join } from 'node:path';
import { root } from './workspace.mjs';

const packageFolder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

// Folders of the packages of which something is in a bundle, each once.
export function bundledPackages({ outputs }) {
  const files = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));
  const folders = files.map((file) => packageFolder.exec(file)?.[0]).filter(Boolean);
  return [...new Set(folders)].sort().map((folder) => join(root, folder));
}

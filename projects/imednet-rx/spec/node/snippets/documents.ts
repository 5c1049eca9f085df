import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The pages and the sources of the workspace, from its folder. */
export function documents(workspace: string): string[] {
  return ['README.md', ...below(workspace, 'docs', isPage), ...below(workspace, 'projects', isSource)];
}

function below(workspace: string, folder: string, isWanted: (file: string) => boolean): string[] {
  return readdirSync(join(workspace, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => !/node_modules|[/\\](?:spec|spec-support|dist)[/\\]/.test(file) && isWanted(file))
    .sort();
}

function isPage(file: string): boolean {
  return file.endsWith('.md');
}

function isSource(file: string): boolean {
  return isPage(file) || (file.endsWith('.ts') && !/[.](?:spec|d)[.]ts$/.test(file));
}

/** A piece of TypeScript in the documentation. */
export interface Snippet {
  /** From the workspace's folder. */
  readonly file: string;
  /** The line of its first line of code, from 1. */
  readonly line: number;
  readonly code: string;
}

/** The `ts` blocks of a page; of a source, those of its comments. */
export function findSnippets(file: string, text: string): Snippet[] {
  const prefix = file.endsWith('.md') ? String.raw`[ \t]*` : String.raw`[ \t]*\* ?`;
  const block = new RegExp(`^(${prefix})\`\`\`ts\\n((?:.*\\n)*?)${prefix}\`\`\`$`, 'gm');
  return [...text.matchAll(block)].map((match) => {
    const [, fence = '', body = ''] = match;
    const line = text.slice(0, match.index).split('\n').length + 1;
    return { file, line, code: outdented(body, fence) };
  });
}

function outdented(body: string, fence: string): string {
  const indent = new RegExp(
    `^${fence.replace('*', '\\*').trimEnd()} {0,${fence.length - fence.trimEnd().length}}`,
  );
  return body
    .split('\n')
    .map((line) => line.replace(indent, ''))
    .join('\n');
}

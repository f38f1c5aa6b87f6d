import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const NOT_OURS = ['node_modules/**', '.cache/**', '.amparo/**', 'coverage/**', 'reports/**'];
const LINK = /!?\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g;

/** Links of the papers of a checkout that lead nowhere: no such file, or no such heading in it. */
export function brokenLinks(root: string): readonly string[] {
  const papers = globSync('**/*.md', { cwd: root, exclude: NOT_OURS }).toSorted();
  return papers.flatMap((paper) => brokenIn(root, paper));
}

function brokenIn(root: string, paper: string): readonly string[] {
  const lines = withoutCode(readFileSync(path.join(root, paper), 'utf8')).split('\n');
  return lines.flatMap((line, index) =>
    Array.from(line.matchAll(LINK), ([, target]) => target ?? '')
      .filter((target) => !leads(root, paper, target))
      .map((target) => `${paper}:${String(index + 1)}: ${target} leads nowhere`),
  );
}

function leads(root: string, paper: string, target: string): boolean {
  if (/^(https?|mailto):/.test(target)) return true;
  const [file = '', heading] = decodeURI(target).split('#', 2);
  const found = file === '' ? paper : path.join(path.dirname(paper), file);
  if (found.startsWith('..') || !existsSync(path.join(root, found))) return false;
  return heading === undefined || headingsOf(path.join(root, found)).has(heading);
}

/** The anchors that readers of Markdown make from headings: small letters, spaces as hyphens. */
function headingsOf(file: string): ReadonlySet<string> {
  const headings = withoutCode(readFileSync(file, 'utf8')).matchAll(/^#{1,6} +(.+)$/gm);
  return new Set(
    Array.from(headings, ([, text = '']) =>
      text
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(/\s/g, '-'),
    ),
  );
}

/** Code is no link. Lines stay, so that a fault is named where it stands. */
function withoutCode(text: string): string {
  const outside = text.replaceAll(/^```[\s\S]*?^```/gm, (block) => block.replaceAll(/[^\n]/g, ''));
  return outside.replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]()]/g, ''));
}

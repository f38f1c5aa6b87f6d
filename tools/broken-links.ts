import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const NOT_OURS = ['node_modules/**', '.cache/**', '.amparo/**', 'coverage/**', 'reports/**'];
const LINK = /!?\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g;

/** A file of this repository named in code: `platform/vault/seal.ts`. Capitals and stars are no names. */
const NAMED =
  /`((?:acceptance|apps|capabilities|docs|kernel|migrations|packs|platform|tools)\/[a-z0-9./_-]+\.[a-z]+)`/g;

/**
 * What the papers of a checkout name and is not there: files and headings that links lead to, and
 * files named in code.
 */
export function brokenLinks(root: string): readonly string[] {
  const papers = globSync('**/*.md', { cwd: root, exclude: NOT_OURS }).toSorted();
  return papers.flatMap((paper) => brokenIn(root, paper));
}

function brokenIn(root: string, paper: string): readonly string[] {
  const text = withoutBlocks(readFileSync(path.join(root, paper), 'utf8'));
  return text.split('\n').flatMap((line, index) => {
    const links = Array.from(withoutSpans(line).matchAll(LINK), ([, target = '']) => target);
    const named = Array.from(line.matchAll(NAMED), ([, file = '']) => file);
    return [
      ...links.filter((target) => !leads(root, paper, target)),
      ...named.filter((file) => !existsSync(path.join(root, file))),
    ].map((target) => `${paper}:${String(index + 1)}: ${target} leads nowhere`);
  });
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
  const headings = withoutBlocks(readFileSync(file, 'utf8')).matchAll(/^#{1,6} +(.+)$/gm);
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

/** Lines stay, so that a fault is named where it stands. */
function withoutBlocks(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```/gm, (block) => block.replaceAll(/[^\n]/g, ''));
}

function withoutSpans(line: string): string {
  return line.replaceAll(/`[^`]*`/g, (code) => code.replaceAll(/[[\]()]/g, ''));
}

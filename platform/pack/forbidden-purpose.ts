import { Purpose } from '#kernel/sensitivity.ts';
import { type PackFault, faultAt, type PathStep } from './pack-fault.ts';
import type { RawDocument } from './parse-document.ts';

/**
 * No pack can give immigration enforcement a purpose, a role or a place among recipients
 * (CRC/CMW Joint General Comment 3/22 (2017), A/73/178/Rev.1 para 36). The kernel's list of
 * purposes is closed already; this refuses the pack that tries, so that the attempt is seen.
 * `lawTerms` is for documents where "purpose" is the element of a crime, not the purpose of a use.
 */
export function forbiddenPurposes(
  document: RawDocument,
  options: { readonly lawTerms: boolean },
): readonly PackFault[] {
  const faults: PackFault[] = [];
  const refuseAt = (path: readonly PathStep[], reason: string): void => {
    faults.push(faultAt(document, path, 'pack.purpose.forbidden', reason));
  };
  const judge = (word: string, path: readonly PathStep[], within: Within): void => {
    if (within.use && ENFORCEMENT.test(word)) {
      refuseAt(path, 'Immigration enforcement cannot be a purpose, a role or a recipient.');
    } else if (within.purpose && !options.lawTerms && !Purpose.safeParse(word).success) {
      refuseAt(path, `Not a purpose that the kernel knows: ${Purpose.options.join(', ')}.`);
    }
  };

  const visit = (value: unknown, path: readonly PathStep[], within: Within): void => {
    if (typeof value === 'string') return judge(value, path, within);
    if (Array.isArray(value)) {
      value.forEach((item, index) => visit(item, [...path, index], within));
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const named = namedForUse(value);
    for (const [key, inner] of Object.entries(value)) {
      // A help text configures nothing, and may say that immigration enforcement has no way in.
      if (key.endsWith('.help')) continue;
      const at = [...path, key];
      const purpose = /^purposes?$/i.test(key);
      judge(key, at, { use: within.use || named, purpose: false });
      visit(inner, at, { purpose, use: within.use || named || purpose || USE.test(key) });
    }
  };

  visit(document.value, [], { purpose: false, use: USE.test(document.file) });
  return faults;
}

/** `use`: what stands here says who may read or write, or why. `purpose`: it is a purpose itself. */
type Within = { readonly use: boolean; readonly purpose: boolean };

const USE =
  /purpose|recipient|role|audience|scope|shar(e|ing)|access|export|grant|consent|agenc|reader|viewer/i;

const ENFORCEMENT =
  /(immigration|migration|visa|alien)[\s_-]*(law[\s_-]*)?(enforcement|control|removal|detention|polic)|deport|refoule?ment|(removal|expulsion)[\s_-]*(order|operation)|\bice[\s_-]raid/i;

/** A list or form whose own id says that it is about use: `id: referral-recipient`. */
function namedForUse(value: object): boolean {
  return Object.entries(value).some(
    ([key, id]) => (key === 'id' || key === 'name') && typeof id === 'string' && USE.test(id),
  );
}

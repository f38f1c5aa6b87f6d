import { answersAs } from '#kernel/form-answers.ts';
import type { NoticeKind } from '#platform/design/patterns/notice.tsx';
import {
  guardianContract,
  healthContract,
  justiceContract,
  safePlaceContract,
} from '../domain/form-contracts.ts';
import { urgentAreas } from '../domain/record-assessment.ts';
import type { ProtectionView } from '../domain/views.ts';
import type { PartName } from './parts.ts';

export type PartMark = { readonly kind: NoticeKind | 'plain'; readonly words: string };

/** How far a part has come, in one word and a shape; nothing where its answers say it best. */
export function partMark(view: ProtectionView, part: PartName): PartMark | undefined {
  switch (part) {
    case 'guardian':
      return guardianMark(view);
    case 'safe-place':
      return safePlaceMark(view);
    case 'health':
      return healthMark(view);
    case 'justice':
      return justiceMark(view);
    case 'assessment':
      return assessmentMark(view);
  }
}

function guardianMark({ guardian }: ProtectionView): PartMark | undefined {
  const { state } = answersAs(guardian?.content?.answers ?? {}, guardianContract);
  if (state === undefined) return undefined;
  const isThere = state === 'appointed' || state === 'not-needed';
  return { kind: isThere ? 'done' : 'due', words: `list.guardian-state.${state}` };
}

function safePlaceMark({ safePlace }: ProtectionView): PartMark | undefined {
  const place = answersAs(safePlace?.content?.answers ?? {}, safePlaceContract);
  if (place.kind === undefined) return undefined;
  if (place.kind === 'none') return { kind: 'danger', words: 'list.safe-place-kind.none' };
  if (place.suspectKnows === 'yes') return { kind: 'danger', words: 'mark.place-known' };
  if (place.withSuspect !== 'no') return { kind: 'due', words: 'mark.suspect-not-excluded' };
  const isChecked = place.adultsChecked === 'yes' && place.licence !== 'not-seen';
  return isChecked
    ? { kind: 'done', words: 'mark.place-checked' }
    : { kind: 'due', words: 'mark.place-not-checked' };
}

function healthMark({ health }: ProtectionView): PartMark | undefined {
  const care = answersAs(health?.content?.answers ?? {}, healthContract);
  const isStillToDo = [care.hivPrevention, care.emergencyContraception].includes('still-to-do');
  return isStillToDo ? { kind: 'danger', words: 'mark.care-still-to-do' } : undefined;
}

function justiceMark({ justice }: ProtectionView): PartMark | undefined {
  const { exploiterKnowsWhere, lawyer } = answersAs(
    justice?.content?.answers ?? {},
    justiceContract,
  );
  if (exploiterKnowsWhere === 'yes') return { kind: 'danger', words: 'mark.exploiter-knows' };
  if (lawyer === undefined) return undefined;
  return lawyer === 'named'
    ? { kind: 'done', words: 'mark.lawyer-named' }
    : { kind: 'due', words: 'mark.no-lawyer' };
}

function assessmentMark({ assessment }: ProtectionView): PartMark | undefined {
  const urgent = urgentAreas(assessment?.content?.answers ?? {});
  return urgent.length > 0 ? { kind: 'due', words: 'mark.urgent-area' } : undefined;
}

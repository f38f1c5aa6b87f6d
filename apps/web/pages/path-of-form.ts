/** Forms whose screen has another name than they; every other one is written below its case. */
const SCREENS: Readonly<Record<string, string>> = {
  identification: 'questions',
  guardian: 'protection/guardian',
  'safe-place': 'protection/safe-place',
  health: 'protection/health',
  justice: 'protection/justice',
  assessment: 'protection/assessment',
};

/** Where a form is written: the way back to what was begun. */
export function pathOfForm(form: string, recordId: string | null): string {
  return recordId === null ? `/${form}` : `/cases/${recordId}/${SCREENS[form] ?? form}`;
}

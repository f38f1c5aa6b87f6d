/** Forms whose screen has another name than they; every other one is written below its case. */
const SCREENS: Readonly<Record<string, string>> = { identification: 'questions' };

/** Where a form is written: the way back to what was begun. */
export function pathOfForm(form: string, recordId: string | null): string {
  return recordId === null ? `/${form}` : `/cases/${recordId}/${SCREENS[form] ?? form}`;
}

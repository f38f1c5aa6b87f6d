import { CTDC_COLUMNS } from '#capabilities/identification/domain/ctdc-row.ts';
import { identifyCommand } from './identify.ts';

/** For tests: runs the command and gives back what it said. */
export async function runIdentify(...args: readonly string[]) {
  let out = '';
  let err = '';
  const status = await identifyCommand.run(args, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    env: {},
  });
  return { status, out, err };
}

/** For tests: invented rows of three children and two adults. */
export const exampleRows = [
  '2016,Hotline,Female,US,0,Other,Family/Relative,Sexual Exploitation,Unknown,Age 9-17',
  '2017,Hotline,Male,0,0,Threats,Not Specified,Sexual Exploitation,Unknown,Age 9-17',
  '2018,Case Management,Male,KH,1,Financial,Other,Forced Labor,Begging,Age 0-8',
  '2018,Case Management,Female,UA,1,Other,Other,Forced Labor,Domestic Work,Age 30-38',
  '2018,Case Management,Female,UA,1,Threats,Other,Forced Labor,Construction,Age 30-38',
] as const;

export const exampleHeader = CTDC_COLUMNS.join(',');

/** For tests: an export with these rows. */
export function exampleCsv(...lines: readonly string[]): string {
  return `${[exampleHeader, ...lines].join('\n')}\n`;
}

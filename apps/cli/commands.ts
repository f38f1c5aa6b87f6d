import type { CliCommand } from './command.ts';
import { identifyCommand } from './identify.ts';
import { journalVerifyCommand } from './installation/journal-verify.ts';
import { peopleApplyCommand } from './installation/people-apply.ts';
import { peopleEndCommand } from './installation/people-end.ts';
import { peopleListCommand } from './installation/people-list.ts';
import { peopleResetFactorCommand } from './installation/people-reset-factor.ts';
import { syncNewEpochCommand } from './installation/sync-new-epoch.ts';
import { vaultEraseCommand } from './installation/vault-erase.ts';
import { vaultNewKeyCommand } from './installation/vault-new-key.ts';
import { vaultRotateCommand } from './installation/vault-rotate.ts';
import { packCheckCommand } from './pack-check.ts';

/** Every command of the command line; a new one is one line here. */
export const COMMANDS: readonly CliCommand[] = [
  identifyCommand,
  journalVerifyCommand,
  packCheckCommand,
  peopleApplyCommand,
  peopleEndCommand,
  peopleListCommand,
  peopleResetFactorCommand,
  syncNewEpochCommand,
  vaultEraseCommand,
  vaultNewKeyCommand,
  vaultRotateCommand,
];

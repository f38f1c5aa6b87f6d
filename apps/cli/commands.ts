import type { CliCommand } from './command.ts';
import { identifyCommand } from './identify.ts';
import { journalVerifyCommand } from './installation/journal-verify.ts';
import { vaultEraseCommand } from './installation/vault-erase.ts';
import { vaultNewKeyCommand } from './installation/vault-new-key.ts';
import { vaultRotateCommand } from './installation/vault-rotate.ts';
import { packCheckCommand } from './pack-check.ts';

/** Every command of the command line; a new one is one line here. */
export const COMMANDS: readonly CliCommand[] = [
  identifyCommand,
  journalVerifyCommand,
  packCheckCommand,
  vaultEraseCommand,
  vaultNewKeyCommand,
  vaultRotateCommand,
];

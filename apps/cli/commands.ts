import type { CliCommand } from './command.ts';
import { identifyCommand } from './identify.ts';
import { packCheckCommand } from './pack-check.ts';

/** Every command of the command line; a new one is one line here. */
export const COMMANDS: readonly CliCommand[] = [identifyCommand, packCheckCommand];

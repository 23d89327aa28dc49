import { doctorDatabase } from '../doctor/checkDatabase.ts';
import { eraseCommand } from '../eraseCommand.ts';
import { exportCommand } from '../exportCommand.ts';
import { journalList } from '../journalCommand.ts';
import { tokenCreate, tokenList, tokenRevoke, tokenRotate, tokenWithdraw } from '../tokenCommand.ts';
import type { Carried } from './carried.ts';

/**
 * THE table of commands that a running server carries out for `registre`, by their words. To add one: export it from
 * its file with `carried(schema of its input, work)`, put it here, and let main.ts call `carryOut(words, input)`.
 */
export const COMMANDS: Readonly<Record<string, Carried>> = {
  doctor: doctorDatabase,
  erase: eraseCommand,
  export: exportCommand,
  journal: journalList,
  'token create': tokenCreate,
  'token list': tokenList,
  'token revoke': tokenRevoke,
  'token rotate': tokenRotate,
  'token withdraw': tokenWithdraw,
};

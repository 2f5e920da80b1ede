import { ExprError } from '../errors.ts';

export function regexError(message: string): ExprError {
  return new ExprError('invalid-regex', `${message}.`);
}

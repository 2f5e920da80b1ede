import { describe, expect, it } from 'vitest';
import {
  Allowance,
  checkExpression,
  type Expression,
  evaluate,
  parseExpression,
  Scope,
  valueToText,
} from '../../../../src/shared/expr/index.ts';

function parsed(source: string): Expression {
  const { expression } = parseExpression(source);
  if (expression === undefined) throw new Error(source);
  return expression;
}

const LONG = parsed('sum([i for i in range(3000)])');
const SHORT = parsed('sum([i for i in range(100)])');

describe('operations that expressions share', () => {
  it('end an evaluation when the others have taken them, but never a short one', () => {
    const options = { expr: true, pathFormat: 'POSIX', allowance: new Allowance(10_000) } as const;
    const run = (expression: Expression) =>
      valueToText(evaluate(expression, new Scope(undefined), options));
    expect(run(LONG)).toBe('4498500');
    expect(() => {
      run(LONG);
      run(LONG);
    }).toThrow('The expressions take more than 10000 operations together.');
    expect(run(SHORT)).toBe('4950');
  });

  it('leave a check with the type open, and no error', () => {
    const options = { expr: true, hostContext: false, allowance: new Allowance(10_000) };
    const check = (expression: Expression) =>
      checkExpression(expression, new Scope(undefined), options);
    expect(check(LONG)).toMatchObject({ issues: [], value: { kind: 'int', value: 4498500n } });
    const rest = [check(LONG), check(LONG), check(LONG)].at(-1);
    expect(rest).toEqual({
      issues: [],
      type: { kind: 'unresolved', of: { kind: 'any' } },
      references: [],
      cutShort: true,
    });
    expect(check(SHORT)).toMatchObject({ issues: [], value: { kind: 'int', value: 4950n } });
  });

  it('leave the limit of a single expression what it is', () => {
    const allowance = new Allowance(10_000);
    const limits = { operations: 500 };
    const run = () =>
      evaluate(LONG, new Scope(undefined), { expr: true, pathFormat: 'POSIX', allowance, limits });
    expect(run).toThrow('The expression takes more than 500 operations.');
  });
});

import type { Expression } from './ast.ts';
import { quotePy } from './functions/repr-text.ts';
import { valueToString } from './value-text.ts';
import type { Value } from './values.ts';

/** How tightly an expression holds together, from the grammar of §1.1: a looser one needs parentheses. */
const LEVEL = {
  conditional: 0,
  or: 1,
  and: 2,
  not: 3,
  compare: 4,
  add: 5,
  multiply: 6,
  unary: 7,
  power: 8,
  postfix: 9,
  primary: 10,
} as const;

/** An expression as text: `parse(print(e))` has the same tree as `e`. */
export function printExpression(expression: Expression): string {
  return print(expression, LEVEL.conditional);
}

function print(node: Expression, needed: number): string {
  const text = printNode(node);
  return levelOf(node) < needed ? `(${text})` : text;
}

function printNode(node: Expression): string {
  switch (node.kind) {
    case 'literal':
      return printLiteral(node.value);
    case 'name':
      return node.name;
    case 'attribute':
      return `${printReceiver(node.value, true)}.${node.attribute.text}`;
    case 'call': {
      const args = node.args.map((arg) => print(arg, LEVEL.conditional)).join(', ');
      const receiver = node.receiver === undefined ? '' : `${printReceiver(node.receiver, false)}.`;
      return `${receiver}${node.callee.text}(${args})`;
    }
    case 'subscript':
      return `${print(node.value, LEVEL.postfix)}[${print(node.index, LEVEL.conditional)}]`;
    case 'slice': {
      const [lower, upper, step] = [node.lower, node.upper, node.step].map((part) =>
        part === undefined ? '' : print(part, LEVEL.conditional),
      );
      const bounds = node.step === undefined ? `${lower}:${upper}` : `${lower}:${upper}:${step}`;
      return `${print(node.value, LEVEL.postfix)}[${bounds}]`;
    }
    case 'unary':
      return node.operator === 'not'
        ? `not ${print(node.operand, LEVEL.not)}`
        : `${node.operator}${print(node.operand, LEVEL.unary)}`;
    case 'binary':
      return printBinary(node);
    case 'logical': {
      const level = node.operator === 'or' ? LEVEL.and : LEVEL.not;
      return node.operands.map((operand) => print(operand, level)).join(` ${node.operator} `);
    }
    case 'compare':
      return node.operands
        .map((operand, index) => {
          const text = print(operand, LEVEL.add);
          return index === 0 ? text : `${node.operators[index - 1]} ${text}`;
        })
        .join(' ');
    case 'conditional': {
      const body = print(node.body, LEVEL.or);
      const test = print(node.test, LEVEL.or);
      return `${body} if ${test} else ${print(node.otherwise, LEVEL.conditional)}`;
    }
    case 'list':
      return `[${node.items.map((item) => print(item, LEVEL.conditional)).join(', ')}]`;
    case 'comprehension': {
      const element = print(node.element, LEVEL.conditional);
      const condition =
        node.condition === undefined ? '' : ` if ${print(node.condition, LEVEL.conditional)}`;
      return `[${element} for ${node.variable.text} in ${print(node.iterable, LEVEL.or)}${condition}]`;
    }
  }
}

function printBinary(node: Expression & { kind: 'binary' }): string {
  const level = levelOf(node);
  const isPower = node.operator === '**';
  const left = print(node.left, isPower ? LEVEL.postfix : level);
  const right = print(node.right, isPower ? LEVEL.unary : level + 1);
  return `${left} ${node.operator} ${right}`;
}

/** Behind a number a dot would belong to it, and behind a plain name the property would join the name. */
function printReceiver(node: Expression, isAttribute: boolean): string {
  const isNumber =
    node.kind === 'literal' && (node.value.kind === 'int' || node.value.kind === 'float');
  const text = print(node, LEVEL.postfix);
  const wrapped = levelOf(node) < LEVEL.postfix;
  return !wrapped && (isNumber || (isAttribute && node.kind === 'name')) ? `(${text})` : text;
}

function printLiteral(value: Value): string {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'string':
      return quotePy(value.value);
    default:
      return valueToString(value);
  }
}

function levelOf(node: Expression): number {
  switch (node.kind) {
    case 'literal':
      return node.value.kind === 'int' && node.value.value < 0n ? LEVEL.unary : LEVEL.primary;
    case 'conditional':
      return LEVEL.conditional;
    case 'logical':
      return node.operator === 'or' ? LEVEL.or : LEVEL.and;
    case 'compare':
      return LEVEL.compare;
    case 'unary':
      return node.operator === 'not' ? LEVEL.not : LEVEL.unary;
    case 'binary':
      if (node.operator === '**') return LEVEL.power;
      return node.operator === '+' || node.operator === '-' ? LEVEL.add : LEVEL.multiply;
    case 'name':
    case 'list':
    case 'comprehension':
      return LEVEL.primary;
    default:
      return LEVEL.postfix;
  }
}

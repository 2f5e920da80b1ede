import type { Extension } from '../extensions.ts';
import type { LimitName } from '../limits.ts';
import type { CharacterRule } from '../text.ts';

/** Always, or with an extension only. */
export type Allowed = true | Extension;

/** When a format string is resolved (§7.4): at job creation or on the worker host. */
type FormatStage = 'job' | 'host';

export interface TextSchema {
  readonly kind: 'text';
  readonly min?: number;
  readonly max?: LimitName;
  readonly characters?: CharacterRule;
  /** A format string; its length is limited after resolution, so only literals are measured here. */
  readonly format?: FormatStage;
  /** No format string although people take it for one: "{{" in it is worth a warning. */
  readonly braces?: true;
}

/** An integer, with `text` also as a text, with `format` also as a format string. */
export interface IntegerSchema {
  readonly kind: 'integer';
  readonly min?: number;
  readonly max?: number;
  readonly text?: Allowed;
  readonly format?: Allowed;
  /** Bounded to 64 bits: values of parameters and tasks. */
  readonly int64?: true;
}

export interface NumberSchema {
  readonly kind: 'number';
  readonly min?: number;
  /** The value must be greater. */
  readonly above?: number;
  readonly text?: Allowed;
  readonly format?: Allowed;
}

export interface EnumSchema {
  readonly kind: 'enum';
  readonly values: readonly string[];
  readonly format?: Extension;
}

export interface ListSchema {
  readonly kind: 'list';
  readonly item: ValueSchema;
  readonly min?: number;
  readonly max?: LimitName;
}

/** The range of a task parameter: a list, or a text that is an `<IntRangeExpr>` or resolves to a list. */
interface RangeSchema {
  readonly kind: 'range';
  readonly item: ValueSchema;
  readonly text: Allowed;
}

export type ValueSchema =
  | TextSchema
  | IntegerSchema
  | NumberSchema
  | EnumSchema
  | ListSchema
  | RangeSchema
  | { readonly kind: 'identifier' }
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: 'boolean' }
  /** What a BOOL parameter takes (§2.9). */
  | { readonly kind: 'bool' }
  /** A text of the grammar `<IntRangeExpr>` (§2.10). */
  | { readonly kind: 'rangeText' }
  | { readonly kind: 'parameterType' }
  | { readonly kind: 'taskParameterType' }
  | { readonly kind: 'object'; readonly object: ObjectName }
  /** Which object it is depends on its `type`. */
  | { readonly kind: 'jobParameter' }
  | { readonly kind: 'taskParameter' }
  | { readonly kind: 'variables' };

export interface PropertySchema {
  readonly value: ValueSchema;
  readonly required?: true;
  /** An optional property may be null, which is as if it were not there; not where that lifts a limit unseen. */
  readonly nullIsWrong?: true;
  readonly extension?: Extension;
  /** One sentence for hovers and forms. */
  readonly description: string;
  /** The section of Template Schemas. */
  readonly section: string;
}

export interface ObjectSchema {
  /** With its article, for messages: `a step`. */
  readonly noun: string;
  readonly section: string;
  readonly description: string;
  readonly properties: Readonly<Record<string, PropertySchema>>;
}

export type ObjectName =
  | 'JobTemplate'
  | 'EnvironmentTemplate'
  | ParameterObjectName
  | UserInterfaceName
  | 'JobPathParameterFileFilter'
  | 'StringItemConstraints'
  | 'IntItemConstraints'
  | 'FloatItemConstraints'
  | 'IntListItemConstraints'
  | 'StepTemplate'
  | 'StepDependency'
  | 'HostRequirements'
  | 'AmountRequirement'
  | 'AttributeRequirement'
  | 'StepParameterSpaceDefinition'
  | TaskParameterObjectName
  | 'Chunks'
  | 'StepScript'
  | 'StepActions'
  | 'Environment'
  | 'EnvironmentScript'
  | 'EnvironmentActions'
  | 'Action'
  | 'SimpleAction'
  | 'CancelationMethod'
  | 'EmbeddedFile';

export type ParameterObjectName =
  | 'JobStringParameterDefinition'
  | 'JobPathParameterDefinition'
  | 'JobIntParameterDefinition'
  | 'JobFloatParameterDefinition'
  | 'JobBoolParameterDefinition'
  | 'JobRangeExprParameterDefinition'
  | 'JobListStringParameterDefinition'
  | 'JobListPathParameterDefinition'
  | 'JobListIntParameterDefinition'
  | 'JobListFloatParameterDefinition'
  | 'JobListBoolParameterDefinition'
  | 'JobListListIntParameterDefinition';

export type UserInterfaceName =
  | 'StringUserInterface'
  | 'PathUserInterface'
  | 'IntUserInterface'
  | 'FloatUserInterface'
  | 'BoolUserInterface'
  | 'RangeExprUserInterface'
  | 'ListStringUserInterface'
  | 'ListPathUserInterface'
  | 'ListIntUserInterface'
  | 'ListFloatUserInterface'
  | 'ListBoolUserInterface'
  | 'ListListIntUserInterface';

export type TaskParameterObjectName =
  | 'IntTaskParameterDefinition'
  | 'FloatTaskParameterDefinition'
  | 'StringTaskParameterDefinition'
  | 'PathTaskParameterDefinition'
  | 'ChunkIntTaskParameterDefinition';

import type { FormatString, LetBinding, Value } from '../../expr/index.ts';
import type { MapNode, Node, ScalarNode } from '../../yaml/index.ts';
import type { Place } from '../collector.ts';
import type { Extension } from '../extensions.ts';
import type { CancelationMode, EndOfLine, EnvironmentActionName } from '../job/types.ts';
import type { JobParameterType, TaskParameterType } from '../parameter-types.ts';
import type { Interpreter } from '../schema/index.ts';

/**
 * Templates as they were read. Everything knows its node and its place, so that whatever is said about
 * it later can point at it. Parts that could not be read are missing; a check has said why.
 */

export interface Located<N extends Node = Node> {
  readonly node: N;
  readonly place: Place | undefined;
}

export interface TextValue extends Located<ScalarNode> {
  readonly value: string;
}

export interface FormatValue extends Located<ScalarNode> {
  readonly format: FormatString;
}

/** A number, or a format string that resolves to one. */
export interface NumericValue extends Located<ScalarNode> {
  readonly value: number | FormatString;
}

export interface LetValue extends Located<ScalarNode> {
  readonly binding: LetBinding;
}

interface TemplateBase extends Located<MapNode> {
  readonly specificationVersion: string;
  readonly extensions: ReadonlySet<Extension>;
  readonly parameterDefinitions: readonly JobParameterDefinition[];
}

export interface JobTemplate extends TemplateBase {
  readonly kind: 'job';
  readonly name?: FormatValue;
  readonly description?: string;
  readonly jobEnvironments: readonly EnvironmentDefinition[];
  readonly steps: readonly StepTemplate[];
}

export interface EnvironmentTemplate extends TemplateBase {
  readonly kind: 'environment';
  readonly environment?: EnvironmentDefinition;
}

export type Template = JobTemplate | EnvironmentTemplate;

/** What a value must keep to; `item` speaks of the items of a list. */
export interface Constraints {
  readonly allowedValues?: readonly Value[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minValue?: Value;
  readonly maxValue?: Value;
  readonly item?: Constraints;
}

export interface FileFilter {
  readonly label: string;
  readonly patterns: readonly string[];
}

export interface UserInterface {
  readonly node: MapNode;
  readonly control?: string;
  readonly label?: string;
  readonly groupLabel?: string;
  readonly decimals?: number;
  readonly singleStepDelta?: number;
  readonly fileFilters?: readonly FileFilter[];
  readonly fileFilterDefault?: FileFilter;
}

export interface JobParameterDefinition extends Located<MapNode> {
  readonly name: string;
  readonly nameNode: ScalarNode;
  readonly type: JobParameterType;
  readonly description?: string;
  readonly default?: Located;
  readonly constraints: Constraints;
  readonly objectType?: 'FILE' | 'DIRECTORY';
  readonly dataFlow?: 'NONE' | 'IN' | 'OUT' | 'INOUT';
  readonly userInterface?: UserInterface;
}

export interface StepTemplate extends Located<MapNode> {
  readonly name?: TextValue;
  readonly description?: string;
  readonly let: readonly LetValue[];
  readonly dependencies: readonly TextValue[];
  readonly stepEnvironments: readonly EnvironmentDefinition[];
  readonly hostRequirements?: HostRequirementsDefinition;
  readonly parameterSpace?: ParameterSpaceDefinition;
  readonly script?: ScriptDefinition;
}

export type ActionName = 'onRun' | EnvironmentActionName;

/** The script of a step or an environment; a simple action has been expanded (§8). */
export interface ScriptDefinition extends Located<MapNode> {
  readonly interpreter?: Interpreter;
  readonly let: readonly LetValue[];
  readonly embeddedFiles: readonly EmbeddedFileDefinition[];
  readonly actions: Readonly<Partial<Record<ActionName, ActionDefinition>>>;
}

export interface ActionDefinition extends Located<MapNode> {
  readonly command?: FormatValue;
  readonly args: readonly FormatValue[];
  readonly timeout?: NumericValue;
  readonly cancelation?: CancelationDefinition;
}

export interface CancelationDefinition extends Located<MapNode> {
  readonly mode?: CancelationMode | FormatValue;
  readonly notifyPeriodInSeconds?: NumericValue;
}

export interface EmbeddedFileDefinition extends Located<MapNode> {
  readonly name: string;
  readonly nameNode: ScalarNode;
  readonly filename?: TextValue;
  readonly runnable: boolean;
  readonly data?: FormatValue;
  readonly endOfLine: EndOfLine;
  /** The file that a simple action stands for: nothing in the template can refer to it. */
  readonly implicit: boolean;
}

export interface VariableDefinition {
  readonly name: string;
  readonly keyNode: ScalarNode;
  readonly value: FormatValue;
}

export interface EnvironmentDefinition extends Located<MapNode> {
  readonly name?: TextValue;
  readonly description?: string;
  readonly variables: readonly VariableDefinition[];
  readonly script?: ScriptDefinition;
}

export interface AmountDefinition extends Located<MapNode> {
  readonly name?: FormatValue;
  readonly min?: NumericValue;
  readonly max?: NumericValue;
}

export interface AttributeDefinition extends Located<MapNode> {
  readonly name?: FormatValue;
  readonly anyOf?: readonly FormatValue[];
  readonly allOf?: readonly FormatValue[];
}

export interface HostRequirementsDefinition extends Located<MapNode> {
  readonly amounts: readonly AmountDefinition[];
  readonly attributes: readonly AttributeDefinition[];
}

export interface ParameterSpaceDefinition extends Located<MapNode> {
  readonly parameters: readonly TaskParameterDefinition[];
  readonly combination?: TextValue;
}

/** One element of a list: a value already, or a format string that resolves to one. */
export interface RangeItem extends Located<ScalarNode> {
  readonly value: Value | FormatString;
}

export type RangeDefinition =
  | {
      readonly kind: 'list';
      readonly node: Node;
      readonly place: Place;
      readonly items: readonly RangeItem[];
    }
  | ({ readonly kind: 'expression' } & FormatValue);

export interface ChunksDefinition extends Located<MapNode> {
  readonly defaultTaskCount?: NumericValue;
  readonly targetRuntimeSeconds?: NumericValue;
  readonly rangeConstraint?: 'CONTIGUOUS' | 'NONCONTIGUOUS';
}

export interface TaskParameterDefinition extends Located<MapNode> {
  readonly name: string;
  readonly nameNode: ScalarNode;
  readonly type: TaskParameterType;
  readonly range?: RangeDefinition;
  readonly chunks?: ChunksDefinition;
}

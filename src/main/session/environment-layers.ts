/** What one entered environment does to the variables of the actions in it (§4). */
export class EnvironmentLayer {
  readonly #set = new Map<string, string>();
  readonly #unset = new Set<string>();

  set(name: string, value: string): void {
    this.#set.set(name, value);
  }

  unset(name: string): void {
    this.#unset.add(name);
  }

  /** An unset takes precedence over a set of the same environment, in whatever order they came (§4). */
  applyTo(variables: Map<string, string>): void {
    for (const [name, value] of this.#set) variables.set(name, value);
    for (const name of this.#unset) variables.delete(name);
  }
}

/**
 * The variables of a session: one layer for each entered environment, in the order of entering. Taking
 * a layer away undoes exactly what its environment did.
 */
export class EnvironmentLayers {
  readonly #layers: EnvironmentLayer[] = [];
  /** Set by exit actions under wrap hooks: they outlive the environment that exits (RFC 0008). */
  readonly exported = new EnvironmentLayer();

  push(layer: EnvironmentLayer): void {
    this.#layers.push(layer);
  }

  remove(layer: EnvironmentLayer): void {
    const at = this.#layers.indexOf(layer);
    if (at >= 0) this.#layers.splice(at, 1);
  }

  /** What the session itself defines: `WrappedAction.Environment` (§4.3.1). */
  sessionVariables(): Map<string, string> {
    const variables = new Map<string, string>();
    for (const layer of this.#layers) layer.applyTo(variables);
    this.exported.applyTo(variables);
    return variables;
  }

  /** The whole environment of an action, beginning with the host's. */
  over(base: Readonly<Record<string, string>>): Record<string, string> {
    const variables = new Map(Object.entries(base));
    for (const layer of this.#layers) layer.applyTo(variables);
    this.exported.applyTo(variables);
    return Object.fromEntries(variables);
  }
}

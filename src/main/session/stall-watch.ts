/** How often a look is taken, in milliseconds. */
const LOOK_MILLISECONDS = 1000;

/** The share of one processor below which a process tree is not at work. */
const IDLE_SHARE = 0.02;

interface StallSetting {
  /** So long without a sign of work is a stall; 0: never. */
  readonly seconds: number;
  /** Seconds of CPU that it has used so far; undefined where nobody measures. */
  cpuTime(): number | undefined;
  /** Since when it has stalled (ms since 1970); undefined: it works again. */
  changed(since: number | undefined): void;
}

/**
 * Notices an action that gives no sign of work: no output (of which progress is a part) and no use of
 * processors. It may be waiting for a licence, a file server or an answer that nobody gives.
 */
export class StallWatch {
  readonly #setting: StallSetting;
  #lastSign = Date.now();
  #cpu = 0;
  #held = false;
  #stalled = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(setting: StallSetting) {
    this.#setting = setting;
    if (setting.seconds <= 0) return;
    const every = Math.min(LOOK_MILLISECONDS, (setting.seconds * 1000) / 2);
    this.#timer = setInterval(() => this.#look(every), every);
    this.#timer.unref();
  }

  /** It has given a sign of work. */
  sign(): void {
    this.#lastSign = Date.now();
    if (!this.#stalled) return;
    this.#stalled = false;
    this.#setting.changed(undefined);
  }

  /** While we hold its output up, silence says nothing. */
  hold(held: boolean): void {
    this.#held = held;
    this.#lastSign = Date.now();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(every: number): void {
    const cpu = this.#setting.cpuTime() ?? this.#cpu;
    const used = Math.abs(cpu - this.#cpu);
    this.#cpu = cpu;
    if (this.#held || used >= (IDLE_SHARE * every) / 1000) {
      this.sign();
      return;
    }
    if (this.#stalled || Date.now() - this.#lastSign < this.#setting.seconds * 1000) return;
    this.#stalled = true;
    this.#setting.changed(this.#lastSign);
  }
}

/** How long is looked before something is said, in milliseconds. */
const WINDOW = 600;
/** A backlog comes much faster than it happened; what happens now comes as fast, give or take. */
const FASTER = 1.5;

/**
 * Tells a backlog from what happens now by how fast events come, compared with how fast they
 * happened. The clocks of server and browser need not agree.
 */
export class Pace {
  private begun: { wall: number; at: number } | null = null;

  /**
   * @param at when an event happened
   * @param wall when it came
   * @returns whether events come as they happen
   */
  live(at: number, wall: number): boolean {
    if (this.begun === null) {
      this.begun = { wall, at };
      return false;
    }
    const passed = wall - this.begun.wall;
    if (passed < WINDOW) return false;
    const happened = at - this.begun.at;
    this.begun = { wall, at };
    return happened <= FASTER * passed;
  }
}

/** When the event of a frame happened; null where it does not say. */
export function happenedAt(data: string): number | null {
  const at = Date.parse(/"at":"([^"]+)"/.exec(data)?.[1] ?? "");
  return Number.isNaN(at) ? null : at;
}

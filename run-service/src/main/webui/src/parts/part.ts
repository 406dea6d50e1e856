/**
 * A part of the page that did not come. Its message is for the log; what a person reads is in
 * `words`. It must not be what the router takes for a missing module: it would load the page again
 * by itself, and with it goes what somebody has typed.
 */
export class PartMissing extends Error {
  /** The server has another build of the page than the one that stands open. */
  readonly renewed: boolean;

  constructor(renewed: boolean, cause: unknown) {
    super("a part of the page did not come", { cause });
    this.name = "PartMissing";
    this.renewed = renewed;
  }
}

/** How browsers and the bundler say that a part could not be fetched. */
const NOT_FETCHED =
  /dynamically imported module|importing a module script failed|unable to preload css/i;

/** The script that the page began with; null in a build that names none. */
function entry(): string | null {
  const script = document.querySelector<HTMLScriptElement>("script[type=module][src]");
  return script?.getAttribute("src") ?? null;
}

/** Whether the server serves a page that begins with another script; no while it is away. */
export async function isRenewed(script = entry()): Promise<boolean> {
  try {
    const answer = await fetch("/", { cache: "no-store" });
    return script !== null && answer.ok && !(await answer.text()).includes(script);
  } catch {
    // Whoever is away has not said that anything is new.
    return false;
  }
}

/** Loads a part of the page that comes when it is needed first. */
export async function part<T>(load: () => Promise<T>, renewed = isRenewed): Promise<T> {
  try {
    return await load();
  } catch (e) {
    if (!(e instanceof Error) || !NOT_FETCHED.test(e.message)) throw e;
    throw new PartMissing(await renewed(), e);
  }
}

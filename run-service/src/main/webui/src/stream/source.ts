import { EVENT_TYPES, type Frame } from "./events";
import { happenedAt, Pace } from "./pace";

/** How the stream stands: following, behind and catching up, or cut off since a time. */
export type Sign =
  | { state: "connecting" }
  | { state: "live" }
  | { state: "catching up" }
  | { state: "away"; since: number };

const FIRST_WAIT = 500;
const LONGEST_WAIT = 10_000;
/** So long without anything coming in, a stream that was opened again has caught up. */
const QUIET = 400;

export interface Listener {
  frame: (frame: Frame) => void;
  sign: (sign: Sign) => void;
}

/**
 * The workspace's stream, for as long as the page is open. Opens again after whatever ended it,
 * from the last event on, so that nothing is missed and nothing comes twice.
 */
export class StreamSource {
  private source: EventSource | null = null;
  private lastId: string | null;
  private wait = FIRST_WAIT;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private quiet: ReturnType<typeof setTimeout> | undefined;
  private awaySince: number | null = null;
  private closed = false;

  constructor(
    private readonly address: string,
    private readonly listener: Listener,
    lastId: string | null = null,
  ) {
    this.lastId = lastId;
    this.open();
    window.addEventListener("online", this.again);
    document.addEventListener("visibilitychange", this.again);
  }

  /** The id of the last event that came; null before the first. */
  get last(): string | null {
    return this.lastId;
  }

  close(): void {
    this.closed = true;
    window.removeEventListener("online", this.again);
    document.removeEventListener("visibilitychange", this.again);
    clearTimeout(this.timer);
    clearTimeout(this.quiet);
    this.source?.close();
  }

  /** The network is back, or the machine woke up: no reason to wait any longer. */
  private readonly again = () => {
    if (this.awaySince !== null && document.visibilityState === "visible") {
      this.wait = FIRST_WAIT;
      this.open();
    }
  };

  private open(): void {
    clearTimeout(this.timer);
    this.source?.close();
    const after = this.lastId === null ? "" : `&after=${encodeURIComponent(this.lastId)}`;
    const source = new EventSource(this.address + after);
    this.source = source;
    source.onopen = () => {
      this.wait = FIRST_WAIT;
      this.listener.sign({ state: "catching up" });
      this.soonLive();
    };
    source.onerror = () => {
      if (source === this.source) this.lost();
    };
    const pace = new Pace();
    for (const type of EVENT_TYPES) {
      source.addEventListener(type, (message: MessageEvent<string>) => {
        if (message.lastEventId !== "") this.lastId = message.lastEventId;
        if (this.quiet !== undefined) {
          const at = happenedAt(message.data);
          if (at !== null && pace.live(at, Date.now())) this.live();
          else this.soonLive();
        }
        this.listener.frame({ id: message.lastEventId || null, type, data: message.data });
      });
    }
  }

  private soonLive(): void {
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => this.live(), QUIET);
  }

  private live(): void {
    clearTimeout(this.quiet);
    this.quiet = undefined;
    this.awaySince = null;
    this.listener.sign({ state: "live" });
  }

  /** The browser would come back by itself, but not after an answer that is no stream: we do always. */
  private lost(): void {
    this.source?.close();
    clearTimeout(this.quiet);
    this.quiet = undefined;
    if (this.closed) return;
    this.awaySince ??= Date.now();
    this.listener.sign({ state: "away", since: this.awaySince });
    clearTimeout(this.timer);
    // Not all pages of a restarted server at the same moment.
    this.timer = setTimeout(() => this.open(), this.wait * (0.75 + Math.random() / 2));
    this.wait = Math.min(2 * this.wait, LONGEST_WAIT);
  }
}

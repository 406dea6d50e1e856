import type { Frame } from "./events";
import type { LiveState } from "./reducer";
import { StreamSource, type Sign } from "./source";

const FLUSH = 40;

type Word =
  | { kind: "hello"; from: string }
  | { kind: "state"; to: string; state: LiveState; sign: Sign; last: string | null }
  | { kind: "frames"; frames: Frame[] }
  | { kind: "sign"; sign: Sign };

export interface TabListener {
  frame: (frame: Frame) => void;
  sign: (sign: Sign) => void;
  /** What the leading tab knows when this one joins. */
  load: (state: LiveState) => void;
  dump: () => LiveState;
}

/**
 * One stream for all tabs of a workspace: a browser allows six connections to a host. The tab that
 * holds the lock reads the stream and passes on what comes; when it is closed the next one takes
 * over from the last event that it has heard.
 */
export function followTogether(
  address: string,
  workspace: string,
  listener: TabListener,
): () => void {
  if (!("locks" in navigator) || typeof BroadcastChannel === "undefined") {
    const alone = new StreamSource(address, listener);
    return () => alone.close();
  }
  const me = crypto.randomUUID();
  const name = `assay-stream-${workspace}`;
  const channel = new BroadcastChannel(name);
  const gone = new AbortController();
  let source: StreamSource | null = null;
  let last: string | null = null;
  let sign: Sign = { state: "connecting" };
  let waiting: Frame[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  // What comes while this tab leaves is for the next one that leads.
  const say = (word: Word) => {
    if (!gone.signal.aborted) channel.postMessage(word);
  };
  const flush = () => {
    timer = undefined;
    if (waiting.length > 0) say({ kind: "frames", frames: waiting });
    waiting = [];
  };
  const signed = (fresh: Sign) => {
    sign = fresh;
    listener.sign(fresh);
  };
  const heard = (frame: Frame) => {
    if (frame.id !== null) last = frame.id;
    listener.frame(frame);
  };

  const lead = () => {
    source = new StreamSource(
      address,
      {
        frame: (frame) => {
          heard(frame);
          waiting.push(frame);
          timer ??= setTimeout(flush, FLUSH);
        },
        sign: (fresh) => {
          signed(fresh);
          say({ kind: "sign", sign: fresh });
        },
      },
      last,
    );
  };

  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    if (data.kind === "hello" && source !== null) {
      // What waits to be passed on is in the state already.
      flush();
      say({ kind: "state", to: data.from, state: listener.dump(), sign, last });
    } else if (data.kind === "state" && data.to === me && source === null) {
      last = data.last;
      listener.load(data.state);
      signed(data.sign);
    } else if (data.kind === "frames" && source === null) {
      data.frames.forEach(heard);
    } else if (data.kind === "sign" && source === null) {
      signed(data.sign);
    }
  };
  say({ kind: "hello", from: me });
  navigator.locks
    .request(name, { signal: gone.signal }, () => {
      // The lock may have been granted in the moment in which this tab left.
      if (gone.signal.aborted) return undefined;
      lead();
      // Held until this tab is closed or leaves the workspace.
      return new Promise<void>((release) => {
        gone.signal.addEventListener("abort", () => release());
      });
    })
    .catch((e: unknown) => {
      if (!gone.signal.aborted) throw e;
    });

  return () => {
    gone.abort();
    clearTimeout(timer);
    source?.close();
    channel.close();
  };
}

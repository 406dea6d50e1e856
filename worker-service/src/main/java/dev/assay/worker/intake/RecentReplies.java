package dev.assay.worker.intake;

import dev.assay.common.message.ModelReply;
import dev.assay.worker.time.Time;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Answers given lately, so that a unit delivered again is answered without asking the provider
 * again. Bounded in number, in size and in time; a help, not a promise.
 */
final class RecentReplies {
  private static final int MOST = 4_096;
  private static final int MOST_CHARS = 16 * 1024 * 1024;
  private static final long FORGET_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final Time time;
  private final LinkedHashMap<CallKey, Kept> replies = new LinkedHashMap<>();
  private long chars;

  private record Kept(ModelReply reply, int chars, long at) {}

  RecentReplies(Time time) {
    this.time = time;
  }

  /** Keeps an answer; failures and requests to wait may fare better when asked again. */
  void keep(CallKey key, ModelReply reply) {
    if (reply.answer() == null) {
      return;
    }
    int size = size(reply);
    if (size > MOST_CHARS / 64) {
      return;
    }
    Kept before = replies.put(key, new Kept(reply, size, time.nanos()));
    chars += size - (before == null ? 0 : before.chars());
    forget();
  }

  /** Null when there is none. */
  ModelReply find(CallKey key) {
    Kept kept = replies.get(key);
    return kept == null || kept.at() - (time.nanos() - FORGET_NANOS) < 0 ? null : kept.reply();
  }

  private void forget() {
    long oldest = time.nanos() - FORGET_NANOS;
    Iterator<Kept> each = replies.values().iterator();
    while (each.hasNext()) {
      Kept eldest = each.next();
      if (replies.size() <= MOST && chars <= MOST_CHARS && eldest.at() - oldest >= 0) {
        return;
      }
      chars -= eldest.chars();
      each.remove();
    }
  }

  private static int size(ModelReply reply) {
    int size = 500;
    if (reply.answer().output() != null) {
      size += reply.answer().output().asText().length();
    }
    if (reply.answer().logprobs() != null || reply.answer().toolCalls() != null) {
      // Trees weigh more than their text; not worth measuring exactly.
      size += 20_000;
    }
    return size;
  }
}

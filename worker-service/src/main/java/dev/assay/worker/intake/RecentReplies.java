package dev.assay.worker.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Attempt;
import dev.assay.worker.time.Time;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Answers given lately, so that a unit delivered again is answered without asking the provider
 * again. Bounded in number, in size and in time; a help, not a promise. The context of a call is
 * not kept, which of a judge is all it knows of a unit: whoever asks again brings it again.
 */
final class RecentReplies {
  private static final int MOST = 4_096;
  private static final int MOST_BYTES = 32 * 1024 * 1024;
  private static final int LARGEST_BYTES = MOST_BYTES / 64;
  private static final int REPLY_BYTES = 500;
  private static final int ATTEMPT_BYTES = 300;
  // A node, its place in the tree and the name it has there.
  private static final int NODE_BYTES = 100;
  private static final long FORGET_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final Time time;
  private final LinkedHashMap<CallKey, Kept> replies = new LinkedHashMap<>();
  private long bytes;

  private record Kept(ModelReply reply, int bytes, long at) {}

  RecentReplies(Time time) {
    this.time = time;
  }

  /** Keeps an answer; failures and requests to wait may fare better when asked again. */
  void keep(CallKey key, ModelReply reply) {
    if (reply.answer() == null) {
      return;
    }
    long size = size(reply);
    if (size > LARGEST_BYTES) {
      return;
    }
    Kept before = replies.put(key, new Kept(reply.with(null), (int) size, time.nanos()));
    bytes += size - (before == null ? 0 : before.bytes());
    forget();
  }

  /**
   * The answer given to a call.
   *
   * @param context of the call as it is asked now
   * @return null when there is none
   */
  ModelReply find(CallKey key, JsonNode context) {
    Kept kept = replies.get(key);
    return kept == null || kept.at() - (time.nanos() - FORGET_NANOS) < 0
        ? null
        : kept.reply().with(context);
  }

  /** How many bytes are held, about. */
  long bytes() {
    return bytes;
  }

  private void forget() {
    long oldest = time.nanos() - FORGET_NANOS;
    Iterator<Kept> each = replies.values().iterator();
    while (each.hasNext()) {
      Kept eldest = each.next();
      if (replies.size() <= MOST && bytes <= MOST_BYTES && eldest.at() - oldest >= 0) {
        return;
      }
      bytes -= eldest.bytes();
      each.remove();
    }
  }

  private static long size(ModelReply reply) {
    Answer answer = reply.answer();
    long size = REPLY_BYTES + text(answer.refusal());
    for (Attempt attempt : reply.attempts()) {
      size += ATTEMPT_BYTES + text(attempt.error());
    }
    return size + size(answer.output()) + size(answer.toolCalls()) + size(answer.logprobs());
  }

  /** Stops counting where it is too large anyway. */
  private static long size(JsonNode tree) {
    ArrayDeque<JsonNode> left = new ArrayDeque<>(tree == null ? List.of() : List.of(tree));
    long size = 0;
    while (!left.isEmpty() && size <= LARGEST_BYTES) {
      JsonNode node = left.pop();
      size += NODE_BYTES + text(node.textValue());
      node.forEach(left::push);
    }
    return size;
  }

  private static long text(String text) {
    return text == null ? 0 : 2L * text.length();
  }
}

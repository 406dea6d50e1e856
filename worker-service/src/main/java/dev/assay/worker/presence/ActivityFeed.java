package dev.assay.worker.presence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.UnitActivity;
import dev.assay.common.message.UnitActivity.Event;
import dev.assay.common.message.UnitActivity.Kind;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.ModelRequest;
import dev.assay.common.words.Beginning;
import dev.assay.worker.call.CallObserver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Samples what goes on for live pages: per run at most 20 texts, 20 starts and 20 failed attempts a
 * second, in at most ten messages a second. Text is looked at when a message is due, not when it
 * arrives, so that it costs nothing at high rates. On the event loop only.
 */
public final class ActivityFeed implements CallObserver {
  /** How often {@link #flush} is to be called. */
  public static final long FLUSH_MS = 100;

  private static final int PER_SECOND = 20;
  private static final int FLUSHES_PER_SECOND = (int) (1_000 / FLUSH_MS);
  private static final int TEXTS_PER_FLUSH = PER_SECOND / FLUSHES_PER_SECOND;
  private static final int LOOKED_AT = 64;
  private static final int LONGEST_TEXT = 4_000;
  private static final int LONGEST_INPUT = 120;
  private static final String USER = "user";

  private final String worker;
  private final Consumer<UnitActivity> publish;
  private final Map<UUID, Sampled> runs = new HashMap<>();
  private final Map<ModelCall, Live> live = new IdentityHashMap<>();
  private final ArrayDeque<Live> turn = new ArrayDeque<>();
  private final List<Live> seen = new ArrayList<>();
  private List<Event> events = new ArrayList<>();
  private int flushes;

  /** What was taken of a run in this second. */
  private static final class Sampled {
    private int started;
    private int failed;
  }

  private static final class Live {
    private final ModelCall call;
    private final Supplier<String> text;
    private int told;
    private boolean over;

    private Live(ModelCall call, Supplier<String> text) {
      this.call = call;
      this.text = text;
    }
  }

  /** Publishes in the name of a worker. */
  public ActivityFeed(String worker, Consumer<UnitActivity> publish) {
    this.worker = worker;
    this.publish = publish;
  }

  @Override
  public void started(ModelCall call, Supplier<String> text) {
    if (call.question() != null) {
      // What judges are asked about an item is not what the item's target does.
      return;
    }
    Sampled sampled = sampled(call);
    if (sampled.started < PER_SECOND) {
      sampled.started++;
      events.add(new Event(call.unit(), Kind.STARTED, null, null, asked(call.request())));
    }
    if (call.request().stream()) {
      Live fresh = new Live(call, text);
      Live before = live.put(call, fresh);
      if (before != null) {
        before.over = true;
      }
      turn.add(fresh);
    }
  }

  @Override
  public void ended(ModelCall call, Attempt attempt) {
    if (call.question() != null) {
      return;
    }
    if (call.request().stream()) {
      Live gone = live.remove(call);
      if (gone != null) {
        gone.over = true;
      }
    }
    if (!attempt.outcome().isAnswer()) {
      Sampled sampled = sampled(call);
      if (sampled.failed < PER_SECOND) {
        sampled.failed++;
        events.add(new Event(call.unit(), Kind.ATTEMPT_FAILED, null, attempt));
      }
    }
  }

  /** Publishes what was sampled, if anything. */
  public void flush() {
    sampleTexts();
    if (++flushes % FLUSHES_PER_SECOND == 0) {
      runs.clear();
    }
    if (!events.isEmpty()) {
      List<Event> sampled = events;
      events = new ArrayList<>();
      publish.accept(new UnitActivity(worker, sampled));
    }
  }

  private void sampleTexts() {
    Map<UUID, Integer> taken = new HashMap<>();
    ArrayDeque<Live> passedOver = new ArrayDeque<>();
    for (int looks = 0; looks < LOOKED_AT && !turn.isEmpty(); ) {
      Live next = turn.poll();
      if (next.over) {
        // Swept out on the way, so that the line does not grow.
        continue;
      }
      looks++;
      if (taken.getOrDefault(next.call.unit().runId(), 0) >= TEXTS_PER_FLUSH) {
        passedOver.addFirst(next);
        continue;
      }
      seen.add(next);
      String text = next.text.get();
      if (text != null && text.length() > next.told) {
        next.told = text.length();
        taken.merge(next.call.unit().runId(), 1, Integer::sum);
        events.add(new Event(next.call.unit(), Kind.TEXT, bounded(text), null));
      }
    }
    // Those that had no turn come first next time, those that had one last.
    passedOver.forEach(turn::addFirst);
    turn.addAll(seen);
    seen.clear();
  }

  private static String bounded(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }

  /** The beginning of the user's last message; null when there is none, or no text in it. */
  private static String asked(ModelRequest request) {
    String asked = null;
    for (ModelRequest.ChatMessage message : request.messages()) {
      if (USER.equals(message.role())) {
        asked = text(message.content());
      }
    }
    return asked == null ? null : Beginning.of(asked, LONGEST_INPUT);
  }

  private static String text(JsonNode content) {
    if (content == null || !content.isArray()) {
      return content == null ? null : content.textValue();
    }
    for (JsonNode part : content) {
      if (part.path("text").isTextual()) {
        return part.get("text").textValue();
      }
    }
    return null;
  }

  private Sampled sampled(ModelCall call) {
    return runs.computeIfAbsent(call.unit().runId(), run -> new Sampled());
  }
}

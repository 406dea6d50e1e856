package dev.assay.run.engine.dispatch;

import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Answer;
import dev.assay.common.part.UnitRef;
import dev.assay.run.engine.cache.AnswerCache;
import dev.assay.run.engine.cache.CacheKey;
import dev.assay.run.engine.troubles.Passing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Answers units from the cache, so that only the others are sent. A cached answer goes the way of
 * every reply: the same guards, counters and scoring tasks.
 */
@Startup
@ApplicationScoped
class CachedAnswers {
  private static final Logger LOG = Logger.getLogger(CachedAnswers.class);
  private static final String SOURCE = "cache";
  // A cache that cannot be read, and will not be, is left aside after so many hand-outs of a unit.
  private static final int MOST_TRIES = 3;

  private final AnswerCache cache;
  private final ReplyIntake intake;
  private final Counter hits;
  private final Counter misses;

  CachedAnswers(AnswerCache cache, ReplyIntake intake, MeterRegistry metrics) {
    this.cache = cache;
    this.intake = intake;
    // At the start, so that a scrape has them before the first run that reads the cache.
    this.hits = metrics.counter("assay.cache.hits");
    this.misses = metrics.counter("assay.cache.misses");
  }

  /**
   * Takes in what the cache knows.
   *
   * @param units of one run that reads the cache
   * @return those it does not know. When the database does not answer, none of those it may know:
   *     they stay unsent and the sweeper comes by, for asking again costs money. When it answers
   *     with a failure that does not pass, that happens a few times; then they are asked for real
   */
  Uni<List<Outgoing>> take(UUID workspaceId, List<Outgoing> units) {
    List<Outgoing> left = new ArrayList<>();
    Map<String, List<Outgoing>> byKey = new LinkedHashMap<>();
    for (Outgoing unit : units) {
      String key = key(unit);
      if (key == null) {
        left.add(unit);
      } else {
        byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(unit);
      }
    }
    return cache
        .find(workspaceId, byKey.keySet())
        .flatMap(
            found -> {
              List<ModelReply> replies = new ArrayList<>();
              byKey.forEach(
                  (key, same) -> {
                    Answer answer = found.get(key);
                    if (answer == null) {
                      left.addAll(same);
                    } else {
                      same.forEach(unit -> replies.add(reply(unit, answer)));
                    }
                  });
              hits.increment(replies.size());
              misses.increment(left.size());
              return replies.isEmpty() ? Uni.createFrom().voidItem() : intake.take(replies);
            })
        .onFailure()
        .invoke(e -> LOG.warnf("cache not read units=%d error=%s", units.size(), e.toString()))
        .onFailure()
        .recoverWithItem(
            e -> {
              if (Passing.countsAgainst(e)) {
                left.addAll(givenUp(byKey, left));
              }
              return null;
            })
        .replaceWith(left);
  }

  /** What the cache may know and was asked for often enough. */
  private static List<Outgoing> givenUp(Map<String, List<Outgoing>> byKey, List<Outgoing> left) {
    Set<UnitRef> asked = left.stream().map(unit -> unit.unit().ref()).collect(Collectors.toSet());
    return byKey.values().stream()
        .flatMap(List::stream)
        .filter(unit -> unit.unit().handOut() > MOST_TRIES)
        .filter(unit -> !asked.contains(unit.unit().ref()))
        .toList();
  }

  /** Null for what cannot be in the cache: there is no call, or none of which a key can be made. */
  private static String key(Outgoing unit) {
    if (unit.call() == null) {
      return null;
    }
    try {
      return CacheKey.of(unit.call().provider(), unit.call().request(), unit.call().repeat());
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warnf("no cache key run=%s error=%s", unit.unit().ref().runId(), e.getClass().getName());
      return null;
    }
  }

  private static ModelReply reply(Outgoing unit, Answer answer) {
    return new ModelReply(unit.unit().ref(), SOURCE, answer, null, null, List.of(), null);
  }
}

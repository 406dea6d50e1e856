package dev.assay.scoring.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.part.ScorerSpec;
import dev.assay.scoring.engine.apart.Apart;
import dev.assay.scoring.engine.apart.GivenUpException;
import dev.assay.scoring.scorer.BadParamsException;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Params;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Compiles a scorer's parameters once and keeps the result, bounded: the least recently used leaves
 * first. Parameters that cannot be used are remembered too, so that a bad pattern is refused fast.
 */
final class PreparedScorers {
  private record Key(String id, JsonNode params) {}

  private final ScorerRegistry registry;
  private final Apart apart;
  private final Map<Key, PreparedScorer> cache;

  PreparedScorers(ScorerRegistry registry, Apart apart, int capacity) {
    this.registry = registry;
    this.apart = apart;
    this.cache =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, PreparedScorer> eldest) {
            return size() > capacity;
          }
        };
  }

  PreparedScorer get(ScorerSpec spec) {
    JsonNode params =
        spec.params() == null || spec.params().isNull()
            ? JsonNodeFactory.instance.objectNode()
            : spec.params();
    Key key = new Key(spec.id(), params);
    synchronized (cache) {
      PreparedScorer known = cache.get(key);
      if (known != null) {
        return known;
      }
    }
    PreparedScorer fresh = prepare(spec.id(), params);
    synchronized (cache) {
      cache.put(key, fresh);
    }
    return fresh;
  }

  int size() {
    synchronized (cache) {
      return cache.size();
    }
  }

  private PreparedScorer prepare(String id, JsonNode params) {
    ScorerRegistry.Entry entry = registry.find(id).orElse(null);
    if (entry == null) {
      String message = "There is no scorer with this id.";
      return PreparedScorer.failed(id, 0, new Failure(ErrorCode.UNKNOWN_SCORER, message));
    }
    int version = entry.descriptor().version();
    try {
      entry.schema().check(params);
      boolean program = entry.scorer().runsProgram();
      Supplier<Measurement> prepared = () -> entry.scorer().prepare(new Params(params));
      return new PreparedScorer(
          id, version, program ? apart.run(prepared) : prepared.get(), program);
    } catch (BadParamsException e) {
      return PreparedScorer.failed(id, version, new Failure(e.code(), e.getMessage()));
    } catch (GivenUpException e) {
      return PreparedScorer.failed(id, version, new Failure(ErrorCode.BAD_PARAMS, e.getMessage()));
    } catch (RuntimeException | StackOverflowError e) {
      UnexpectedFailure.log(id, e);
      String message = "The scorer could not use its parameters.";
      return PreparedScorer.failed(id, version, new Failure(ErrorCode.BAD_PARAMS, message));
    }
  }
}

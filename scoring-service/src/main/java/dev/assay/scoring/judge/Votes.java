package dev.assay.scoring.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.scoring.scorer.Asker;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Question;
import dev.assay.scoring.scorer.ScorerInput;
import dev.assay.scoring.scorer.UnmeasurableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Asks several times. Labels: the majority, of a tie the one with the lowest score. Scores: the
 * median. Agreement: the share of votes that say the same label, or a score within 0.1 of the
 * median. Votes that cannot be read do not count; when more than half cannot, there is no score.
 */
record Votes(Ruling ruling, int count) implements Ruling {
  private static final double NEAR = 0.1 + 1e-9;

  @Override
  public String prompt() {
    return ruling.prompt();
  }

  @Override
  public Outcome rule(ScorerInput input) {
    List<Outcome.Measured> votes = new ArrayList<>();
    ObjectNode metadata = Json.mapper().createObjectNode();
    var told = metadata.putArray("votes");
    String because = null;
    for (int i = 1; i <= count; i++) {
      ObjectNode vote = told.addObject();
      try {
        Outcome outcome = ruling.rule(input.through(new Ballot(input.asker(), "vote" + i)));
        if (outcome instanceof Outcome.Skipped) {
          return outcome;
        } else if (outcome instanceof Outcome.Failed failed) {
          vote.put("error", failed.code().name());
        } else {
          Outcome.Measured measured = (Outcome.Measured) outcome;
          votes.add(measured);
          vote.put("score", measured.score()).put("reason", measured.reason());
          vote.set("metadata", measured.metadata());
        }
      } catch (UnmeasurableException e) {
        if (e.code() != ErrorCode.JUDGE_UNPARSABLE && e.code() != ErrorCode.JUDGE_REFUSED) {
          throw e;
        }
        vote.put("error", e.code().name());
        because = e.because() == null ? because : e.because();
      }
    }
    if (2 * votes.size() <= count) {
      return new Outcome.Failed(
          ErrorCode.JUDGE_UNPARSABLE,
          "Only "
              + votes.size()
              + " of "
              + count
              + " votes of the judge could be read."
              + (because == null ? "" : " " + because));
    }
    return combined(votes, metadata);
  }

  private static Outcome combined(List<Outcome.Measured> votes, ObjectNode metadata) {
    boolean labels = votes.stream().allMatch(v -> label(v) != null);
    Outcome.Measured chosen = labels ? majority(votes) : middle(votes);
    double score = labels ? chosen.score() : median(votes);
    long agreeing =
        votes.stream()
            .filter(
                v -> labels ? label(v).equals(label(chosen)) : Math.abs(v.score() - score) <= NEAR)
            .count();
    if (labels) {
      metadata.put("label", label(chosen));
    }
    metadata.put("agreement", (double) agreeing / votes.size());
    return new Outcome.Measured(score, chosen.reason(), metadata);
  }

  private static Outcome.Measured majority(List<Outcome.Measured> votes) {
    Map<String, Long> counts = new TreeMap<>();
    votes.forEach(v -> counts.merge(label(v), 1L, Long::sum));
    return votes.stream()
        .min(
            Comparator.<Outcome.Measured>comparingLong(v -> -counts.get(label(v)))
                .thenComparingDouble(Outcome.Measured::score)
                .thenComparing(Votes::label))
        .orElseThrow();
  }

  private static List<Outcome.Measured> sorted(List<Outcome.Measured> votes) {
    return votes.stream().sorted(Comparator.comparingDouble(Outcome.Measured::score)).toList();
  }

  /** The vote whose words stand for all: the lower one of the two in the middle. */
  private static Outcome.Measured middle(List<Outcome.Measured> votes) {
    return sorted(votes).get((votes.size() - 1) / 2);
  }

  private static double median(List<Outcome.Measured> votes) {
    List<Outcome.Measured> sorted = sorted(votes);
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half).score()
        : (sorted.get(half - 1).score() + sorted.get(half).score()) / 2;
  }

  private static String label(Outcome.Measured vote) {
    JsonNode label = vote.metadata() == null ? null : vote.metadata().get("label");
    return label == null ? null : label.textValue();
  }

  /** Gives the questions of one vote names of their own. */
  private record Ballot(Asker asker, String vote) implements Asker {
    @Override
    public JsonNode ask(Question question) {
      return asker.ask(question.within(vote));
    }
  }
}

package dev.assay.run.traffic.queues;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.paging.Names;
import dev.assay.run.platform.problem.Checks;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.runs.Run;
import dev.assay.run.runs.RunStore;
import dev.assay.run.runs.TrafficSource;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** What a queue must be like. */
@ApplicationScoped
public class QueueRules {
  /** Most characters of a person's name: with the queue's it makes an identifier of feedback. */
  public static final int LONGEST_PERSON = 80;

  private static final Pattern NAME = Pattern.compile(Names.PATTERN);
  private static final int LONGEST_DESCRIPTION = 2_000;
  private static final int LONGEST_FILTER = 4_000;
  private static final int LONGEST_LEASE = 24 * 60;
  private static final int MOST_NOTES = 9;
  private static final int LONGEST_NOTE = 200;
  private static final int MOST_PEOPLE = 100;
  private static final int MOST_PER_DAY = 10_000;

  private final RunStore runs;

  QueueRules(RunStore runs) {
    this.runs = runs;
  }

  /** Fails with everything that is wrong with a queue that is to be made. */
  Uni<Void> whole(UUID workspaceId, QueueInput given) {
    Checks checks = new Checks();
    if (given.name() == null) {
      checks.violate("name", "is missing.");
    } else if (!NAME.matcher(given.name()).matches()) {
      checks.violate("name", Names.MESSAGE + ".");
    }
    if (given.rule() == null) {
      checks.violate("rule", "is missing: give {\"kind\": \"all\"} for every record.");
    }
    return given(workspaceId, given, checks);
  }

  /** Fails with everything that is wrong with what is given. */
  Uni<Void> change(UUID workspaceId, QueueInput given) {
    return given(workspaceId, given, new Checks());
  }

  private Uni<Void> given(UUID workspaceId, QueueInput given, Checks checks) {
    if (given.description() != null && given.description().length() > LONGEST_DESCRIPTION) {
      checks.violate("description", "must have at most " + LONGEST_DESCRIPTION + " characters.");
    }
    filter(given.filter(), checks);
    if (given.kinds() != null && (given.kinds().isEmpty() || given.kinds().contains(null))) {
      checks.violate("kinds", "must name request, agent_execution or both.");
    }
    checks.within("lease_minutes", given.leaseMinutes(), 1, LONGEST_LEASE, 1);
    texts("notes", given.notes(), MOST_NOTES, LONGEST_NOTE, checks);
    texts("people", given.people(), MOST_PEOPLE, LONGEST_PERSON, checks);
    rule(given.rule(), checks);
    checks.done();
    return given.rule() == null || !given.rule().kind().ofRun()
        ? Uni.createFrom().voidItem()
        : ofRun(workspaceId, given.rule());
  }

  private static void filter(QueueFilter filter, Checks checks) {
    if (filter != null) {
      if (JsonColumns.text(filter).length() > LONGEST_FILTER) {
        checks.violate("filter", "must have at most " + LONGEST_FILTER + " characters.");
      }
      try {
        filter.traffic().append(new StringBuilder(), new ArrayList<>());
      } catch (ProblemException e) {
        checks.violate("filter", e.getMessage());
      }
    }
  }

  private static void texts(
      String field, List<String> given, int most, int longest, Checks checks) {
    if (given == null) {
      return;
    }
    if (given.size() > most) {
      checks.violate(field, "must be at most " + most + ".");
    }
    for (int i = 0; i < Math.min(given.size(), most); i++) {
      String text = given.get(i);
      if (text == null || text.isBlank() || text.length() > longest) {
        checks.violate(field + "[" + i + "]", "must have 1 to " + longest + " characters.");
      }
    }
  }

  private static void rule(QueueRule rule, Checks checks) {
    if (rule == null) {
      return;
    }
    if (rule.kind() == null) {
      checks.violate(
          "rule.kind", "is missing: all, unlabelled, low_score, disagreement or sample.");
      return;
    }
    boolean low = rule.kind() == QueueRule.Kind.LOW_SCORE;
    belongs("run", rule.run(), rule.kind().ofRun(), rule, checks);
    belongs("scorer", rule.scorer(), low, rule, checks);
    belongs("below", rule.below(), low, rule, checks);
    belongs("per_day", rule.perDay(), rule.kind() == QueueRule.Kind.SAMPLE, rule, checks);
    if (rule.below() != null && !(rule.below() > 0 && rule.below() <= 1)) {
      checks.violate("rule.below", "must be above 0 and at most 1.");
    }
    checks.within("rule.per_day", rule.perDay(), 1, MOST_PER_DAY, 1);
  }

  private static void belongs(
      String field, Object given, boolean needed, QueueRule rule, Checks checks) {
    if (needed && given == null) {
      checks.violate("rule." + field, "is missing: the rule " + word(rule) + " needs it.");
    } else if (!needed && given != null) {
      checks.violate("rule." + field, "is nothing that the rule " + word(rule) + " knows.");
    }
  }

  private static String word(QueueRule rule) {
    return rule.kind().name().toLowerCase(Locale.ROOT);
  }

  private Uni<Void> ofRun(UUID workspaceId, QueueRule rule) {
    return runs.get(workspaceId, rule.run())
        .onFailure(ProblemException.class)
        .transform(e -> wrong("rule.run", "There is no run " + rule.run() + " in this workspace."))
        .invoke(run -> suits(run, rule))
        .replaceWithVoid();
  }

  private static void suits(Run run, QueueRule rule) {
    if (TrafficSource.of(run.definition().target()) == null) {
      throw wrong(
          "rule.run",
          "The run " + run.id() + " is not over traffic: name one whose target is traffic.");
    }
    List<String> keys = new ArrayList<>();
    for (JsonNode scorer : run.definition().scorers()) {
      keys.add(scorer.path("key").asText());
    }
    if (rule.scorer() != null && !keys.contains(rule.scorer())) {
      throw wrong(
          "rule.scorer",
          "The run has no scorer " + rule.scorer() + "; it has " + String.join(", ", keys) + ".");
    }
  }

  private static ProblemException wrong(String field, String sentence) {
    return new ProblemException(
        ErrorCode.VALIDATION_FAILED, sentence, List.of(new Violation(field, sentence)));
  }
}

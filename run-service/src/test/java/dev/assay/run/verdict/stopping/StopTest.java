package dev.assay.run.verdict.stopping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.Verdict;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.verdict.gate.Gate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopTest {
  private static final EarlyStop CERTAIN = new EarlyStop(null);
  private static final List<ScorerSpec> ONE =
      List.of(new ScorerSpec("exact_match", "exact_match", 1.0, null));

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static Gate gate(String text) {
    return Gate.parse(json(text), new ArrayList<>());
  }

  private static Tally units(long passed, long failed, long errored, long open) {
    return new Tally(passed, failed, errored, open, 0, 0, 0);
  }

  @Test
  void shouldStopExactlyWhenNoCompletionChangesTheVerdict() {
    // Given every state that a run of twelve units can be in, and a gate with both ends
    int total = 12;
    Gate gate = gate("[{'type':'pass_rate','min':0.75,'max':0.95}]");
    for (int passed = 0; passed <= total; passed++) {
      for (int failed = 0; passed + failed <= total; failed++) {
        if (passed + failed == 0) {
          continue;
        }
        int open = total - passed - failed;

        // When it is looked at
        Stop stop = Stop.look(CERTAIN, gate, units(passed, failed, 0, open), 1);

        // Then it is decided as every way to go on would decide
        Set<Verdict> possible = EnumSet.noneOf(Verdict.class);
        for (int more = 0; more <= open; more++) {
          double rate = (double) (passed + more) / total;
          possible.add(rate >= 0.75 && rate <= 0.95 ? Verdict.PASS : Verdict.FAIL);
        }
        if (stop == null) {
          assertThat(possible).as("%d passed, %d failed", passed, failed).hasSizeGreaterThan(1);
        } else {
          assertThat(possible).containsExactly(stop.verdict());
        }
      }
    }
  }

  @Test
  void shouldCountErrorsAsUnknown() {
    Gate gate = gate("[{'type':'pass_rate','min':0.8}]");

    assertThat(Stop.look(CERTAIN, gate, units(80, 0, 10, 10), 1).verdict()).isEqualTo(Verdict.PASS);
    assertThat(Stop.look(CERTAIN, gate, units(79, 0, 11, 10), 1)).isNull();
    assertThat(Stop.look(CERTAIN, gate, units(60, 21, 9, 10), 1).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(Stop.look(CERTAIN, gate, units(60, 20, 10, 10), 1)).isNull();
    assertThat(Stop.look(CERTAIN, gate, units(0, 0, 5, 95), 1)).isNull();
  }

  @Test
  void shouldDecideMeansByTheirBounds() {
    Gate gate = gate("[{'type':'mean_score','min':0.5}]");

    // 60 of 100 scores are in: even if the rest were 0, the mean would be 0.5
    assertThat(Stop.look(CERTAIN, gate, new Tally(60, 0, 0, 40, 50, 60, 40), 1).verdict())
        .isEqualTo(Verdict.PASS);
    assertThat(Stop.look(CERTAIN, gate, new Tally(60, 0, 0, 40, 49.9, 60, 40), 1)).isNull();
    assertThat(Stop.look(CERTAIN, gate, new Tally(60, 0, 0, 40, 9.9, 60, 40), 1).verdict())
        .isEqualTo(Verdict.FAIL);
  }

  @Test
  void shouldFailByOneCriterionAndPassByAll() {
    Gate gate =
        gate(
            "[{'type':'pass_rate','min':0.5},{'type':'mean_score','min':0.9},"
                + "{'type':'pass_rate','min':1,'severity':'warn'}]");

    assertThat(Stop.look(CERTAIN, gate, new Tally(60, 10, 0, 30, 60, 70, 30), 1)).isNull();
    assertThat(Stop.look(CERTAIN, gate, new Tally(60, 10, 0, 30, 55, 70, 30), 1).verdict())
        .isEqualTo(Verdict.FAIL);
    assertThat(Stop.look(CERTAIN, gate, new Tally(95, 2, 0, 3, 95, 97, 3), 1).verdict())
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void shouldStopByTheSequentialTestBeforeItIsCertain() {
    Gate gate = gate("[{'type':'pass_rate','min':0.8}]");
    Tally tally = units(60, 1, 0, 939);

    assertThat(Stop.look(CERTAIN, gate, tally, 1)).isNull();
    Stop stop = Stop.look(new EarlyStop(0.05), gate, tally, 1);
    assertThat(stop.verdict()).isEqualTo(Verdict.PASS);
    assertThat(stop.alpha()).isEqualTo(0.05);
    assertThat(stop.settled()).isEqualTo(61);
    assertThat(stop.message()).contains("alpha 0.05", "decided pass after 61 units");

    // Errors are counted against the decision
    assertThat(Stop.look(new EarlyStop(0.05), gate, units(60, 1, 9, 930), 1)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'certain'                | true ",
        "{'alpha':0.05}           | true ",
        "{'alpha':0}              | false",
        "{'alpha':0.9}            | false",
        "{'alpha':0.05,'beta':1}  | false",
        "'soon'                   | false",
        "true                     | false"
      },
      quoteCharacter = '`')
  void shouldReadCertainOrAlpha(String text, boolean good) {
    List<Violation> wrong = new ArrayList<>();

    EarlyStop read = EarlyStop.parse(json(text.strip()), wrong);

    assertThat(read != null).isEqualTo(good);
    assertThat(wrong.isEmpty()).isEqualTo(good);
  }

  @Test
  void shouldSayWhatStandsInItsWay() {
    EarlyStop test = new EarlyStop(0.05);
    Gate rate = gate("[{'type':'pass_rate','min':0.8}]");
    Gate mean = gate("[{'type':'mean_score','min':0.8}]");
    Gate section = gate("[{'type':'pass_rate','min':0.8,'section':'a'}]");
    Gate sure = gate("{'criteria':[{'type':'pass_rate','min':0.8}],'require_confidence':true}");
    Gate warns = gate("[{'type':'pass_rate','min':0.8,'severity':'warn'}]");
    Gate named = gate("[{'type':'pass_rate','min':0.8,'scorer':'exact_match'}]");
    List<ScorerSpec> two =
        List.of(ONE.get(0), new ScorerSpec("levenshtein", "levenshtein", null, null));

    assertThat(CERTAIN.obstacle(rate, two, 3, false)).isNull();
    assertThat(CERTAIN.obstacle(mean, two, 3, false)).isNull();
    assertThat(CERTAIN.obstacle(named, ONE, 1, true)).isNull();
    assertThat(test.obstacle(rate, two, 1, true)).isNull();
    assertThat(CERTAIN.obstacle(named, two, 1, true)).contains("pass_rate of exact_match");
    assertThat(CERTAIN.obstacle(section, two, 1, true)).contains("in section a");
    assertThat(CERTAIN.obstacle(sure, two, 1, true)).contains("require_confidence");
    assertThat(CERTAIN.obstacle(warns, two, 1, true)).contains("no criterion");
    assertThat(CERTAIN.obstacle(Gate.NONE, two, 1, true)).contains("no criterion");
    assertThat(test.obstacle(mean, two, 1, true)).contains("sequential test decides pass_rate");
    assertThat(test.obstacle(rate, two, 2, true)).contains("repeats");
    assertThat(test.obstacle(rate, two, 1, false)).contains("order");
  }
}

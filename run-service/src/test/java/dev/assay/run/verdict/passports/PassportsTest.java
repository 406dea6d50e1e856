package dev.assay.run.verdict.passports;

import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.DoubleNode;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Judges held against people. Of the 40 answers of a run the judge passes the first 25; the person
 * passes the first 22 and two of those that the judge failed. So the judge and the person agree on
 * 22 + 13 of 40, the judge passes 22 of 24 good answers and fails 13 of 16 bad ones.
 */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class PassportsTest {
  // The test's reader of JSON has floats; ConfusionTest and PassportQueryTest look at all digits.
  private static final double NEAR = 1e-6;

  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;
  private String model;

  @BeforeEach
  void start() {
    model = unique("judge");
    worker.answeringOne(
        call ->
            call.question() == null
                ? Replies.right(call)
                : Replies.answer(call, DoubleNode.valueOf(call.unit().n() < 25 ? 0.9 : 0.1)));
  }

  private Map<String, Object> judged(String by, Object gate) {
    Map<String, Object> launch = launchOf(40);
    launch.put(
        "scorers",
        List.of(
            Map.of(
                "id",
                "llm_judge",
                "key",
                "helpful",
                "threshold",
                0.8,
                "judge",
                Map.of("provider", "simulated", "model", by))));
    launch.put("gate", gate);
    return launch;
  }

  private static Map<String, Object> demanding(Object passport) {
    return Map.of(
        "criteria",
        List.of(Map.of("type", "pass_rate", "scorer", "helpful", "min", 0.5)),
        "allow_vacuous",
        true,
        "require_passport",
        passport);
  }

  private JsonPath ended(Map<String, Object> launch) {
    return lab.awaitEnd(lab.launch(launch));
  }

  private static boolean good(int n) {
    return n < 22 || n == 25 || n == 26;
  }

  private static void label(String run, String by, int from, int to, boolean turned) {
    List<Map<String, Object>> labels = new ArrayList<>();
    for (int n = from; n < to; n++) {
      Map<String, Object> label = new HashMap<>();
      label.put("item_id", "item-" + n);
      label.put("passed", good(n) != turned);
      labels.add(label);
    }
    asAdmin()
        .body(Map.of("labels", labels, "scorer", "helpful", "by", by))
        .post("/v1/runs/{id}/labels", run)
        .then()
        .statusCode(200)
        .body("created", equalTo(labels.size()));
  }

  private JsonPath passport() {
    return asAdmin()
        .get("/v1/passports/passport-of-" + model)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  @Test
  void shouldHoldAJudgeAgainstPeople() {
    // Given
    String run = ended(judged(model, List.of())).getString("id");
    asAdmin().get("/v1/passports/passport-of-" + model).then().statusCode(404);

    // When
    label(run, "ann", 0, 40, false);

    // Then
    JsonPath passport = passport();
    assertThat(passport.getString("scorer")).isEqualTo("llm_judge");
    assertThat(passport.getString("key")).isEqualTo("helpful");
    assertThat(passport.getDouble("threshold")).isEqualTo(0.8);
    assertThat(passport.getInt("labels")).isEqualTo(40);
    assertThat(passport.getInt("confusion.both_passed")).isEqualTo(22);
    assertThat(passport.getInt("confusion.only_people")).isEqualTo(2);
    assertThat(passport.getInt("confusion.only_judge")).isEqualTo(3);
    assertThat(passport.getInt("confusion.both_failed")).isEqualTo(13);
    assertThat(passport.getDouble("agreement")).isCloseTo(0.875, within(NEAR));
    assertThat(passport.getDouble("kappa")).isCloseTo((0.875 - 0.525) / 0.475, within(NEAR));
    assertThat(passport.getDouble("true_positive_rate")).isCloseTo(22.0 / 24, within(NEAR));
    assertThat(passport.getDouble("true_negative_rate")).isCloseTo(13.0 / 16, within(NEAR));
    assertThat(passport.getBoolean("issued")).isTrue();

    // When asked at a threshold that no score reaches
    JsonPath strict =
        asAdmin().get("/v1/passports/passport-of-" + model + "?threshold=0.95").jsonPath();

    // Then
    assertThat(strict.getInt("confusion.both_passed")).isZero();
    assertThat(strict.getInt("confusion.only_people")).isEqualTo(24);
    assertThat(strict.getBoolean("issued")).isFalse();

    // Then it is in the list, and in nobody else's
    List<String> all = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonPath page =
          asAdmin()
              .get("/v1/passports?limit=1" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
              .jsonPath();
      all.addAll(page.getList("data.passport"));
      cursor = page.getString("next_cursor");
    }
    assertThat(all).contains("passport-of-" + model).doesNotHaveDuplicates();
    String stranger = otherWorkspaceKey();
    as(stranger).get("/v1/passports/passport-of-" + model).then().statusCode(404);
    assertThat(as(stranger).get("/v1/passports").jsonPath().getList("data")).isEmpty();
  }

  @Test
  void shouldCorrectThePassRateOfRunsThatTheSameJudgeScores() {
    // Given
    JsonPath first = ended(judged(model, List.of()));
    assertThat(first.getDouble("summary.scorers.helpful.judge.pass_rate")).isEqualTo(0.625);
    assertThat(first.getString("summary.scorers.helpful.judge.corrected_pass_rate")).isNull();
    assertThat(first.getString("summary.scorers.helpful.judge.message"))
        .contains("No answer that it judged has a person's label.");
    label(first.getString("id"), "ann", 0, 40, false);

    // When
    JsonPath second = ended(judged(model, List.of()));

    // Then (0.625 + 13/16 - 1) / (22/24 + 13/16 - 1) is the share that the person passed
    String judge = "summary.scorers.helpful.judge.";
    assertThat(second.getString(judge + "passport")).isEqualTo("passport-of-" + model);
    assertThat(second.getInt(judge + "judged")).isEqualTo(40);
    assertThat(second.getDouble(judge + "corrected_pass_rate")).isCloseTo(0.6, within(NEAR));
    assertThat(second.getDouble(judge + "corrected_pass_rate_interval.lower")).isBetween(0.2, 0.6);
    assertThat(second.getDouble(judge + "corrected_pass_rate_interval.upper")).isBetween(0.6, 1.0);
    assertThat(second.getInt(judge + "against_people.labels")).isEqualTo(40);

    // Then the first run's own page says so from now on
    JsonPath now = asAdmin().get("/v1/runs/{id}/passports", first.getString("id")).jsonPath();
    assertThat(now.getDouble("scorers.helpful.corrected_pass_rate")).isCloseTo(0.6, within(NEAR));

    // When another judge scores
    JsonPath other = ended(judged(unique("other"), List.of()));

    // Then it has no passport
    assertThat(other.getInt(judge + "against_people.labels")).isZero();
    assertThat(other.getString(judge + "corrected_pass_rate")).isNull();
  }

  @Test
  void shouldPassNoGateThatRequiresAPassportWithoutOne() {
    // When
    JsonPath before = ended(judged(model, demanding(true)));

    // Then
    assertThat(before.getString("verdict")).isEqualTo("inconclusive");
    assertThat(before.getString("criteria[0].outcome")).isEqualTo("inconclusive");
    assertThat(before.getBoolean("criteria[0].passed")).isFalse();
    assertThat(before.getString("criteria[0].message"))
        .isEqualTo(
            "The gate requires a passport, which the judge of helpful has not. No answer that it"
                + " judged has a person's label.");

    // When
    label(before.getString("id"), "ann", 0, 40, false);

    // Then
    assertThat(ended(judged(model, demanding(true))).getString("verdict")).isEqualTo("pass");
    assertThat(
            ended(judged(model, demanding(Map.of("min_labels", 40, "min_kappa", 0.7))))
                .getString("verdict"))
        .isEqualTo("pass");
    JsonPath unlike = ended(judged(model, demanding(Map.of("min_kappa", 0.8))));
    assertThat(unlike.getString("verdict")).isEqualTo("inconclusive");
    assertThat(unlike.getString("criteria[0].message"))
        .endsWith("Its kappa against people is 0.737, and 0.8 is required.");
    JsonPath few = ended(judged(model, demanding(Map.of("min_labels", 41))));
    assertThat(few.getString("verdict")).isEqualTo("inconclusive");
    assertThat(few.getString("criteria[0].message"))
        .endsWith("Of its answers 40 are labelled and 41 are needed.");
    assertThat(ended(judged(unique("other"), demanding(true))).getString("verdict"))
        .isEqualTo("inconclusive");
  }

  @Test
  void shouldFindAScoredAgainRunsJudgeByTheSameLabels() {
    // Given labels of answers that one judge has judged
    String run = ended(judged(model, demanding(true))).getString("id");
    label(run, "ann", 0, 40, false);

    // When another one judges the same answers
    String next = unique("next");
    asAdmin()
        .body(Map.of("scorers", judged(next, List.of()).get("scorers")))
        .post("/v1/runs/{id}/rescore", run)
        .then()
        .statusCode(200);
    JsonPath again = lab.awaitEnd(UUID.fromString(run));

    // Then it is held against the same people
    assertThat(again.getString("verdict")).isEqualTo("pass");
    assertThat(again.getString("summary.scorers.helpful.judge.passport"))
        .isEqualTo("passport-of-" + next);
  }

  @Test
  void shouldGoByTheMajorityOfPeople() {
    // Given
    String run = ended(judged(model, List.of())).getString("id");
    label(run, "ann", 0, 40, false);
    label(run, "bob", 0, 10, true);
    label(run, "eve", 0, 5, false);

    // Then five answers have two against one, and five are disputed
    JsonPath passport = passport();
    assertThat(passport.getInt("labels")).isEqualTo(35);
    assertThat(passport.getInt("disputed")).isEqualTo(5);
    assertThat(passport.getInt("confusion.both_passed")).isEqualTo(17);
  }

  @Test
  void shouldCountNoLabelOfAnAnswerThatWasReplaced() {
    // Given
    String run = ended(judged(model, List.of())).getString("id");
    label(run, "ann", 0, 40, false);

    // When
    assertThat(
            lab.all(
                "update answers set output = '\"other\"'::json where run_id = $1 and n < 4"
                    + " returning n",
                UUID.fromString(run)))
        .hasSize(4);

    // Then
    assertThat(passport().getInt("labels")).isEqualTo(36);
  }

  @Test
  void shouldSayAtLaunchThatARequirementDoesNothingOrCannotBeRead() {
    // Given
    Map<String, Object> launch = launchOf(1);
    launch.put(
        "gate",
        Map.of(
            "criteria",
            List.of(Map.of("type", "pass_rate", "min", 0.5)),
            "require_passport",
            true));

    // Then
    assertThat(ended(launch).getList("warnings.message"))
        .contains("The gate requires a passport, but no scorer asks a judge: that does nothing.");

    // When
    launch.put("gate", demanding(Map.of("min_kappa", 3)));

    // Then
    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("gate.require_passport.min_kappa"));
  }
}

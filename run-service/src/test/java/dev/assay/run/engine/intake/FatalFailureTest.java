package dev.assay.run.engine.intake;

import static dev.assay.run.testing.Lab.launchOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Failures after which no other item of the run needs to be asked. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class FatalFailureTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  private static ModelReply failed(ModelCall call, ErrorCode code, String sentence) {
    ModelReply reply = Replies.failed(call, code);
    return new ModelReply(
        reply.unit(),
        reply.worker(),
        null,
        new Failure(code, sentence),
        null,
        reply.attempts(),
        reply.context());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PROVIDER_AUTH | Provider acme refuses the credential.",
        "PROVIDER_QUOTA | Provider acme: the account has no credit left.",
        "PROVIDER_DOWN | Provider acme has answered no call of the model sim for 600 s.",
        "PROVIDER_REFUSES_ALL | Provider acme has refused 20 requests of this run in a row."
      })
  void shouldNotAskTheRestAndSayWhichProviderItIs(String code, String sentence) {
    // Given
    worker.answeringOne(call -> failed(call, ErrorCode.valueOf(code), sentence));
    Map<String, Object> launch = launchOf(200);
    launch.put("concurrency", 1);

    // When
    UUID run = lab.launch(launch);
    JsonPath end = lab.awaitEnd(run);

    // Then
    lab.holds(run);
    assertThat(end.getString("status")).isEqualTo("failed");
    assertThat(end.getString("error.code")).isEqualTo(code);
    assertThat(end.getString("error.message")).isEqualTo(sentence);
    assertThat(end.getInt("counts.skipped")).isGreaterThan(100);
    assertThat(worker.calls(run).size()).isEqualTo(end.getInt("counts.errored"));
    assertThat(reasons(run)).containsExactly(code);
    assertThat(told(run, code)).contains(sentence, "What was not asked yet is skipped.");
  }

  /** Why units were skipped. */
  private List<String> reasons(UUID run) {
    return lab
        .all("select distinct reason from units where run_id = $1 and status = 'skipped'", run)
        .stream()
        .map(row -> row.getString("reason"))
        .toList();
  }

  /** What the run's log says of a code, first. */
  private String told(UUID run, String code) {
    return lab.one(
            "select data::text as data from events where run_id = $1 and type = 'run.log'"
                + " and data::text like '%' || $2 || '%' order by seq limit 1",
            run, code)
        .getString("data");
  }
}

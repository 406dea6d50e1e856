package dev.assay.system.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.client.ApiClient;
import dev.assay.client.ApiException;
import dev.assay.client.api.DatasetsApi;
import dev.assay.client.api.ItemsOfARunApi;
import dev.assay.client.api.ProvidersApi;
import dev.assay.client.api.RunsApi;
import dev.assay.client.model.AliasedTarget;
import dev.assay.client.model.Criterion;
import dev.assay.client.model.CriterionType;
import dev.assay.client.model.DatasetChoice;
import dev.assay.client.model.DatasetItems;
import dev.assay.client.model.ErrorCode;
import dev.assay.client.model.Launch;
import dev.assay.client.model.Launched;
import dev.assay.client.model.Outcome;
import dev.assay.client.model.PageItemSummary;
import dev.assay.client.model.Problem;
import dev.assay.client.model.Prompt;
import dev.assay.client.model.PromptChoice;
import dev.assay.client.model.ProviderInput;
import dev.assay.client.model.ProviderKind;
import dev.assay.client.model.Run;
import dev.assay.client.model.RunItem;
import dev.assay.client.model.RunItemDetail;
import dev.assay.client.model.RunStatus;
import dev.assay.client.model.RunSummary;
import dev.assay.client.model.ScoreStatus;
import dev.assay.client.model.ScorerChoice;
import dev.assay.client.model.ScorerUse;
import dev.assay.client.model.Target;
import dev.assay.client.model.TargetChoice;
import dev.assay.client.model.TargetUse;
import dev.assay.client.model.UnitStatus;
import dev.assay.client.model.Verdict;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Patience;
import dev.assay.system.harness.SharedStack;
import dev.assay.system.harness.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that openapi-generator makes of the API's document do the main job. */
@ExtendWith(SharedStack.class)
class GeneratedClientsTest {
  private static final Set<RunStatus> ENDED =
      Set.of(
          RunStatus.SUCCESSFUL,
          RunStatus.PARTIALLY_SUCCESSFUL,
          RunStatus.FAILED,
          RunStatus.CANCELLED);

  private static ApiClient client(Stack stack) {
    ApiClient client = new ApiClient();
    client.updateBaseUri(stack.url());
    client.setRequestInterceptor(
        request -> request.header("Authorization", "Bearer " + stack.key()));
    return client;
  }

  /** A provider that answers as expected, and items. */
  private static void prepare(ApiClient client, String name) throws ApiException {
    new ProvidersApi(client)
        .putProvider(name, new ProviderInput().kind(ProviderKind.SIMULATED).options(Map.of()));
    new DatasetsApi(client)
        .uploadDatasetVersion(
            name,
            List.of(
                Map.of("id", "fr", "input", "Capital of France?", "expected", "Paris"),
                Map.of("id", "it", "input", "Capital of Italy?", "expected", "Rome"),
                Map.of("id", "no", "input", "Capital of Norway?", "expected", "Oslo")),
            true,
            null,
            null,
            null);
  }

  private static Launch launch(String name) {
    return new Launch()
        .name("by a client")
        .target(
            new TargetChoice(
                new Target()
                    .provider(name)
                    .model("any")
                    .prompt(new PromptChoice(new Prompt().user("{{input}}")))))
        .dataset(new DatasetChoice(new DatasetItems().name(name)))
        .scorers(
            List.of(
                new ScorerUse(new ScorerChoice().id("exact_match").threshold(1.0)),
                new ScorerUse("levenshtein")))
        .gate(List.of(new Criterion().type(CriterionType.PASS_RATE).min(0.9)))
        .concurrency(2)
        .tags(List.of("generated"));
  }

  @Test
  void shouldDriveTheMainJobFromJava(Stack stack) throws ApiException, IOException {
    // Given a provider and a dataset
    String name = "client-java";
    ApiClient client = client(stack);
    prepare(client, name);
    RunsApi runs = new RunsApi(client);
    ItemsOfARunApi items = new ItemsOfARunApi(client);

    // When a run is launched, once however often that is asked for, and waited for
    Launched launched = runs.launchRun(launch(name), "client-java-1");
    assertThat(launched.getStatus()).isEqualTo(RunStatus.QUEUED);
    assertThat(launched.getRuns()).isNullOrEmpty();
    assertThat(runs.launchRun(launch(name), "client-java-1").getId()).isEqualTo(launched.getId());
    Run ended =
        await()
            .atMost(Patience.LONG)
            .until(() -> runs.getRun(launched.getId()), run -> ENDED.contains(run.getStatus()));

    // Then the run, its items and what it comes to are there as typed values
    assertThat(ended.getStatus()).isEqualTo(RunStatus.SUCCESSFUL);
    assertThat(ended.getVerdict()).isEqualTo(Verdict.PASS);
    assertThat(ended.getName()).isEqualTo("by a client");
    assertThat(ended.getTags()).containsExactly("generated");
    assertThat(ended.getCounts().getTotal()).isEqualTo(3);
    assertThat(ended.getCounts().getPassed()).isEqualTo(3);
    assertThat(ended.getTarget().getProvider()).isEqualTo(name);
    assertThat(ended.getFinishedAt()).isAfterOrEqualTo(ended.getQueuedAt());
    assertThat(ended.getCriteria())
        .singleElement()
        .satisfies(one -> assertThat(one.getOutcome()).isEqualTo(Outcome.PASS));

    PageItemSummary page =
        items.listRunItems(
            ended.getId(), null, null, null, 2, null, null, null, null, null, null, null, null);
    assertThat(page.getNextCursor()).isNotNull();
    assertThat(page.getData()).extracting(RunItem::getItemId).containsExactly("fr", "it");
    RunItem first = page.getData().get(0);
    assertThat(first.getStatus()).isEqualTo(UnitStatus.PASSED);
    assertThat(first.getOutput()).isEqualTo("Paris");
    assertThat(first.getScores()).containsOnlyKeys("exact_match", "levenshtein");
    assertThat(first.getScores().get("exact_match").getScore()).isEqualTo(1.0);
    assertThat(first.getScores().get("exact_match").getStatus()).isEqualTo(ScoreStatus.SUCCESS);

    RunItemDetail detail = items.getRunItem(ended.getId(), 1, null);
    assertThat(detail.getItem().getExpected()).isEqualTo("Paris");
    assertThat(detail.getAnswer().getOutput()).isEqualTo("Paris");
    assertThat(detail.getAttempts()).hasSize(1);
    assertThat(detail.getPrompt()).isNotEmpty();

    RunSummary summary = runs.getRunSummary(ended.getId());
    assertThat(summary.getSummary().getPassRate()).isCloseTo(1.0, within(1e-9));
    assertThat(summary.getSummary().getScorers().get("exact_match").getCount()).isEqualTo(3);
    assertThat(summary.getUnmeasured().getWithoutExpectation()).isZero();

    // And it can be removed, after which it is told in the form of all refusals that it is not
    // there
    runs.deleteRun(ended.getId());
    ApiException gone = catchThrowableOfType(ApiException.class, () -> runs.getRun(ended.getId()));
    assertThat(gone.getCode()).isEqualTo(404);
    Problem problem = client.getObjectMapper().readValue(gone.getResponseBody(), Problem.class);
    assertThat(problem.getCode()).isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void shouldLaunchSeveralTargetsFromJava(Stack stack) throws ApiException {
    // Given
    String name = "client-several";
    ApiClient client = client(stack);
    prepare(client, name);
    RunsApi runs = new RunsApi(client);
    List<TargetUse> targets =
        List.of(
            new TargetUse(new AliasedTarget().provider(name).model("any").alias("one")),
            new TargetUse(name + ":other"));

    // When
    Launched launched = runs.launchRun(launch(name).target(null).targets(targets), null);

    // Then the answer is a run for each, and none of its own
    assertThat(launched.getId()).isNull();
    assertThat(launched.getGroup()).isNotNull();
    assertThat(launched.getRuns()).extracting(Run::getAlias).containsExactly("one", "other");
    for (Run run : launched.getRuns()) {
      await()
          .atMost(Patience.LONG)
          .until(() -> runs.getRun(run.getId()), now -> ENDED.contains(now.getStatus()));
    }
  }

  @Test
  void shouldDriveTheMainJobFromTypeScript(Stack stack) {
    // Given the client, and a program that uses it, compiled as strictly as the page is
    Node node = Node.find();
    node.compile(Path.of("src/test/typescript"));

    // When it does the main job
    String said =
        node.run(
            Map.of("ASSAY_URL", stack.url(), "ASSAY_API_KEY", stack.key()),
            "target/client-typescript/system-tests/src/test/typescript/main-job.js");

    // Then it saw what is there
    JsonNode seen = Api.json(said);
    assertThat(seen.path("launched").asText()).isEqualTo("queued");
    assertThat(seen.path("status").asText()).isEqualTo("successful");
    assertThat(seen.path("verdict").asText()).isEqualTo("pass");
    assertThat(seen.path("passed").asInt()).isEqualTo(3);
    assertThat(seen.path("total").asInt()).isEqualTo(3);
    assertThat(seen.path("took").asLong()).isNotNegative();
    assertThat(seen.path("items"))
        .extracting(JsonNode::asText)
        .containsExactly("fr passed Paris 1", "it passed Rome 1", "no passed Oslo 1");
    assertThat(seen.path("expected").asText()).isEqualTo("Paris");
    assertThat(seen.path("passRate").asDouble()).isEqualTo(1.0);
    assertThat(seen.path("withoutExpectation").asInt(-1)).isZero();
    assertThat(seen.path("gone").asText()).isEqualTo("404 NOT_FOUND");
  }
}

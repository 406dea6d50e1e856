package dev.assay.cli.command.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.client.ApiClient;
import dev.assay.cli.client.ApiException;
import dev.assay.cli.command.library.DatasetUpload;
import dev.assay.cli.command.read.RunReference;
import dev.assay.cli.evalfile.DatasetFile;
import dev.assay.cli.evalfile.Submission;
import dev.assay.cli.render.RunView;
import dev.assay.cli.terminal.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Sets up what an evaluation brings along and launches it. */
final class Launch {
  private final ApiClient client;
  private final Integer limit;
  private final String baseline;
  private final DatasetFile.Reading reading;
  private final Consumer<String> say;

  /**
   * @param client of the server
   * @param limit at most so many items, null for what the evaluation says
   * @param baseline the run to compare with as typed, null for none
   * @param reading how files of items are read
   * @param say takes what people should know before anything runs
   */
  Launch(
      ApiClient client,
      Integer limit,
      String baseline,
      DatasetFile.Reading reading,
      Consumer<String> say) {
    this.client = client;
    this.limit = limit;
    this.baseline = baseline;
    this.reading = reading;
    this.say = say;
  }

  /** The run that was launched, or the runs of all targets. */
  List<RunView> submit(Submission submission) {
    JsonNode answer = client.post("/v1/runs", body(submission));
    List<RunView> runs = new ArrayList<>();
    if (answer.path("runs") instanceof ArrayNode several) {
      several.forEach(run -> runs.add(new RunView(run)));
    } else {
      runs.add(new RunView(answer));
    }
    return runs;
  }

  /** What a launch would come to, with some items tried against the simulated provider. */
  JsonNode rehearse(Submission submission) {
    return client.post("/v1/runs/preview", body(submission).put("rehearse", true));
  }

  /** Sets up what the file brings along; the body to launch then names it. */
  private ObjectNode body(Submission submission) {
    ObjectNode body = submission.body();
    if (limit != null) {
      limit(body);
    }
    if (baseline != null) {
      // Before anything is changed: a baseline that is not there ends the command.
      body.put("baseline", baseline(body));
    }
    submission
        .providers()
        .forEach(
            (name, provider) ->
                setUp(
                    "the provider " + name,
                    () -> client.put("/v1/providers/" + ApiClient.encode(name), provider)));
    submission
        .datasetFile()
        .ifPresent(
            file -> {
              JsonNode version =
                  setUp(
                      "the dataset " + file.dataset(),
                      () -> new DatasetUpload(client).upload(file.reading(reading)));
              DatasetUpload.leftOut(version).forEach(say);
              ((ObjectNode) body.get("dataset")).set("version", version.path("version"));
            });
    return body;
  }

  private String baseline(ObjectNode body) {
    return baseline.equals("latest")
        ? RunReference.latestLike(client, body, dataset(body))
        : RunReference.resolve(client, baseline);
  }

  private void limit(ObjectNode body) {
    JsonNode dataset = dataset(body);
    ObjectNode chosen =
        dataset instanceof ObjectNode object
            ? object.deepCopy()
            : dataset.isTextual()
                ? Submission.named(body.objectNode(), dataset.textValue())
                : body.objectNode();
    body.set("dataset", chosen.put("limit", limit));
  }

  /** The dataset as launch, file or stored evaluation name it; missing when none does. */
  private JsonNode dataset(ObjectNode body) {
    JsonNode dataset = body.path("dataset");
    if (dataset.isMissingNode() && body.path("evaluation").isTextual()) {
      String name = body.get("evaluation").textValue();
      dataset =
          client
              .get("/v1/evaluations/" + ApiClient.encode(name))
              .path("definition")
              .path("dataset");
    } else if (dataset.isMissingNode()) {
      dataset = body.path("evaluation").path("dataset");
    }
    return dataset;
  }

  /** One step of setting up. */
  private interface Step {
    JsonNode take();
  }

  /** A key that may run evaluations need not be one that may change what they use. */
  private JsonNode setUp(String what, Step step) {
    try {
      return step.take();
    } catch (ApiException e) {
      if (e.status() != 403) {
        throw e;
      }
      throw new UsageException(
          "The file sets up "
              + what
              + ", which takes a key with the scope write"
              + scopes()
              + ". Use a key with the scopes run and write, or have somebody store the evaluation"
              + " and run it by its name.",
          e);
    }
  }

  private String scopes() {
    JsonNode scopes = client.get("/v1/session").path("scopes");
    return scopes.isEmpty()
        ? ""
        : "; this one has "
            + StreamSupport.stream(scopes.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
  }
}

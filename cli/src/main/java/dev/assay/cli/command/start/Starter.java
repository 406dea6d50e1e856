package dev.assay.cli.command.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Evaluations to start from, by what their answers look like. Names are what a person types. */
enum Starter {
  text("a short text that is right or wrong", "support-qa"),
  json("JSON, compared field by field", "invoice-extraction"),
  choice("one of several choices", "multiple-choice"),
  judged("free text, judged by a model", "criteria");

  private static final Map<String, String> VARIABLES =
      Map.of(
          "openai", "OPENAI_API_KEY",
          "anthropic", "ANTHROPIC_API_KEY",
          "gemini", "GEMINI_API_KEY",
          "azure_openai", "AZURE_OPENAI_API_KEY");

  private final String says;
  private final String example;

  Starter(String says, String example) {
    this.says = says;
    this.example = example;
  }

  /** What its answers look like, in words. */
  String says() {
    return says;
  }

  /** The example that it is like. */
  String like() {
    return "examples/" + example;
  }

  /**
   * The evaluation file.
   *
   * @param name of the evaluation
   * @param kind of the provider
   * @param model as the provider names it
   */
  String evaluation(String name, String kind, String model) {
    return resource(".yaml")
        .replace("@NAME@", name)
        .replace("@PROVIDER@", provider(name, kind))
        .replace("@ASKED@", kind.equals("simulated") ? name + "-simulated" : kind)
        .replace("@MODEL@", '"' + model.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
  }

  /** Its items. */
  String items() {
    return resource(".jsonl");
  }

  /** The variable that a vendor's key is usually in, null for kinds that need none. */
  static String variable(String kind) {
    return VARIABLES.get(kind);
  }

  private static String provider(String name, String kind) {
    if (kind.equals("simulated")) {
      return "  # Calls nothing: answers from each item's expected value, and sometimes wrong.\n"
          + "  - name: "
          + name
          + "-simulated\n"
          + "    kind: simulated\n"
          + "    options: {seed: 1, error_rate: 0.1}";
    }
    String key = variable(kind);
    return "  - name: "
        + kind
        + "\n    kind: "
        + kind
        + (key == null
            ? ""
            : "\n    # A variable of the workers. {value: \"${"
                + key
                + "}\"} is read here instead, also from .env\n    # beside this file, and stored"
                + " encrypted.\n    credential: {env: "
                + key
                + "}")
        + "\n    # base_url: https://…          # another address than the vendor's own";
  }

  private String resource(String ending) {
    String file = "/dev/assay/cli/init/" + name() + ending;
    try (InputStream in = Starter.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

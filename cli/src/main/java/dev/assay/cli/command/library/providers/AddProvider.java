package dev.assay.cli.command.library.providers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.client.ApiException;
import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.Server;
import dev.assay.cli.command.read.Reports;
import dev.assay.cli.command.stack.StatusCommand.Format;
import dev.assay.cli.terminal.UsageException;
import dev.assay.common.json.Json;
import dev.assay.common.json.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay providers add}: makes a provider, or replaces one. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = {
      "Make a provider. Secrets are never taken from the command line, which others can see:",
      "name a variable of the workers, or write the secret to the standard input."
    },
    footer = {
      "",
      "Example:",
      "  assay providers add openai --kind openai --url https://api.openai.com/v1 \\",
      "    --credential-stdin --model gpt-x=1.5,6,0.75 --rpm 500 < key.txt"
    })
final class AddProvider implements Callable<Integer> {
  private static final ObjectMapper DEFINITIONS = Json.strictOver(Json.definitionFactory());
  private static final int LONGEST_SECRET = 10_000;

  private final Context context;
  private final InputStream input;

  @Parameters(paramLabel = "NAME", description = "Of the provider, unique in the workspace.")
  private String name;

  @Option(
      names = "--kind",
      required = true,
      description = "How it speaks, such as openai, azure_openai, anthropic, gemini, ollama.")
  private String kind;

  @Option(
      names = "--url",
      description = "Where it is, such as https://api.example.com/v1; built-in kinds have none.")
  private String url;

  @ArgGroup private Credential credential;

  @Option(
      names = "--model",
      paramLabel = "M=IN,OUT[,CACHED]",
      description = "A model with its prices per million tokens, or without: M. Repeatable.")
  private List<String> models = new ArrayList<>();

  @Option(names = "--rpm", description = "Requests a minute that the account allows.")
  private Integer rpm;

  @Option(names = "--tpm", description = "Tokens a minute that the account allows.")
  private Long tpm;

  @Option(names = "--max-concurrency", description = "Calls at a time.")
  private Integer maxConcurrency;

  @Option(
      names = "--header",
      paramLabel = "NAME=VALUE",
      description = "Sent with every call; not for secrets. Repeatable.")
  private List<String> headers = new ArrayList<>();

  @Option(
      names = "--option",
      paramLabel = "NAME=JSON",
      description = "An option of the kind; what is no JSON is text. Repeatable.")
  private List<String> options = new ArrayList<>();

  @Option(names = "--replace", description = "Replace all of a provider that exists.")
  private boolean replace;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  /** Where the secret comes from: one of the three. */
  static final class Credential {
    @Option(
        names = "--credential-env",
        paramLabel = "VAR",
        description = "The workers read it from this variable of theirs when they call.")
    private String env;

    @Option(
        names = "--credential-stdin",
        description = "Read it from the standard input; it is stored encrypted.")
    private boolean stdin;

    @Option(
        names = "--credential-ambient",
        description = "What the workers are at their cloud, where the operator lets it be used.")
    private boolean ambient;
  }

  AddProvider(Context context, InputStream input) {
    this.context = context;
    this.input = input;
  }

  @Override
  public Integer call() {
    ObjectNode body = body();
    try (Server server = Server.find(context)) {
      JsonNode made = save(server, body);
      switch (format) {
        case json -> context.console().out().println(Reports.json(made));
        case text -> {
          context.console().print(ProviderView.lines(made));
          advise();
        }
      }
      return ExitCode.PASS;
    }
  }

  private JsonNode save(Server server, ObjectNode body) {
    if (replace) {
      return server.client().put(ProvidersCommand.path(name), body);
    }
    try {
      return server.client().post("/v1/providers", body);
    } catch (ApiException e) {
      if (e.status() != 409) {
        throw e;
      }
      throw new UsageException(
          "There is a provider " + name + " already. Add --replace to replace all of it.", e);
    }
  }

  private void advise() {
    if (credential != null && credential.env != null) {
      context
          .console()
          .say(
              "The workers read "
                  + credential.env
                  + " from their own environment, as it was when they were started"
                  + (Server.isLocal(context)
                      ? ": if it was set since, 'assay down' and 'assay up -d'."
                      : "."));
    }
    boolean known = !models.isEmpty();
    context
        .console()
        .say(
            "Try it out with 'assay providers test "
                + name
                + (known ? "" : " --model MODEL")
                + "'.");
  }

  private ObjectNode body() {
    ObjectNode body = Json.mapper().createObjectNode().put("name", name).put("kind", kind);
    if (url != null) {
      body.put("base_url", url);
    }
    if (credential != null) {
      ObjectNode given = body.putObject("credential");
      if (credential.env != null) {
        given.put("env", credential.env);
      } else if (credential.stdin) {
        given.put("value", secret());
      } else if (credential.ambient) {
        given.put("ambient", true);
      }
    }
    if (!models.isEmpty()) {
      ObjectNode known = body.putObject("models");
      models.forEach(model -> model(known, model));
    }
    if (rpm != null || tpm != null || maxConcurrency != null) {
      ObjectNode limits = body.putObject("limits");
      limits.put("rpm", rpm).put("tpm", tpm).put("max_concurrency", maxConcurrency);
    }
    if (!headers.isEmpty()) {
      ObjectNode all = body.putObject("headers");
      headers.forEach(header -> all.put(before(header, "--header"), after(header)));
    }
    if (!options.isEmpty()) {
      ObjectNode all = body.putObject("options");
      options.forEach(option -> all.set(before(option, "--option"), json(after(option))));
    }
    return body;
  }

  private String secret() {
    try {
      String secret = new String(input.readNBytes(LONGEST_SECRET + 1), StandardCharsets.UTF_8);
      if (secret.isBlank()) {
        throw new UsageException("--credential-stdin: nothing came from the standard input.");
      }
      return secret.strip();
    } catch (IOException e) {
      throw new UsageException("The standard input cannot be read.", e);
    }
  }

  /** Prices are behind the last equals sign, since names of models may hold one. */
  private static void model(ObjectNode models, String text) {
    int equals = text.lastIndexOf('=');
    ObjectNode model = models.putObject(equals < 0 ? text : text.substring(0, equals));
    if (equals < 0) {
      return;
    }
    String[] prices = text.substring(equals + 1).split(",", -1);
    if (equals == 0 || prices.length < 2 || prices.length > 3) {
      throw bad(text);
    }
    String[] names = {"price_in", "price_out", "price_cached"};
    for (int i = 0; i < prices.length; i++) {
      try {
        model.put(names[i], Double.parseDouble(prices[i].strip()));
      } catch (NumberFormatException e) {
        throw bad(text);
      }
    }
  }

  private static UsageException bad(String model) {
    return new UsageException(
        "--model " + model + ": write NAME=IN,OUT or NAME=IN,OUT,CACHED, prices per million.");
  }

  private static String before(String pair, String option) {
    int equals = pair.indexOf('=');
    if (equals < 1) {
      throw new UsageException(option + " " + pair + ": write NAME=VALUE.");
    }
    return pair.substring(0, equals);
  }

  private static String after(String pair) {
    return pair.substring(pair.indexOf('=') + 1);
  }

  private static JsonNode json(String text) {
    try {
      JsonNode read = DEFINITIONS.readTree(text);
      return read.isMissingNode() ? Json.mapper().getNodeFactory().textNode(text) : read;
    } catch (JsonProcessingException e) {
      String twice = Malformed.givenTwice(e);
      if (twice != null) {
        throw new UsageException("The field " + twice + " is given twice in " + text + ".", e);
      }
      return Json.mapper().getNodeFactory().textNode(text);
    }
  }
}

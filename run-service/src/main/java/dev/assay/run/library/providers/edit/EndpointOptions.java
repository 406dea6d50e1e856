package dev.assay.run.library.providers.edit;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.template.Template;
import dev.assay.link.secret.CredentialPlace;
import dev.assay.run.library.providers.ProviderKind;
import dev.assay.run.platform.problem.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The options of the kinds {@code http}, {@code bedrock} and {@code replay}, and where {@code
 * anthropic} is at Google Cloud, checked when saved.
 */
final class EndpointOptions {
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH");
  private static final Set<String> POINTERS =
      Set.of(
          "text",
          "error",
          "error_code",
          "tool_calls",
          "finish_reason",
          "model",
          "request_id",
          "reasoning");
  private static final Set<String> STREAM = Set.of("text", "done");
  private static final Set<String> COUNTS = Set.of("input", "output", "cached", "reasoning");
  private static final Set<String> OTHERS =
      Set.of("method", "path", "headers", "body", "usage", "credential_header", "stream");
  private static final Set<String> HTTP =
      Stream.concat(POINTERS.stream(), OTHERS.stream()).collect(Collectors.toSet());
  private static final Set<String> VALUES =
      Set.of("input", "item", "messages", "model", "params", "stream");
  private static final Pattern BRACES = Pattern.compile("\\{\\{(.*?)\\}\\}", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("([A-Za-z_]\\w*)(?:\\.[\\w-]+)*");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z0-9]+)+");

  private EndpointOptions() {}

  /** Adds what is wrong with the options of a kind that this class knows. */
  static void check(ProviderKind kind, ProviderInput input, List<Violation> found) {
    JsonNode options = input.options();
    boolean none = options == null || !options.isObject();
    switch (kind) {
      case HTTP -> {
        if (none || !options.path("text").isTextual()) {
          found.add(
              new Violation(
                  "options.text",
                  "is needed for the kind http: a JSON pointer to the answer's text, such as"
                      + " /answer"));
        }
        if (!none) {
          http(options, found);
        }
      }
      case BEDROCK -> bedrock(none ? null : options.get("region"), input.baseUrl(), found);
      case REPLAY -> replay(none ? null : options.get("run"), found);
      case ANTHROPIC -> vertex(none ? null : options.get("vertex"), found);
      case OPENAI, AZURE_OPENAI, GEMINI, OLLAMA, SIMULATED -> {
        // Checked elsewhere, or by the worker.
      }
    }
  }

  private static void bedrock(JsonNode region, String baseUrl, List<Violation> found) {
    if (region == null && baseUrl == null) {
      found.add(
          new Violation(
              "options.region", "is needed for the kind bedrock without a base_url: us-east-1"));
    } else if (region != null && !REGION.matcher(region.asText()).matches()) {
      found.add(new Violation("options.region", "must be a region of AWS, such as us-east-1"));
    }
  }

  private static void vertex(JsonNode vertex, List<Violation> found) {
    if (vertex == null || !vertex.isObject()) {
      return;
    }
    if (vertex.path("project").asText("").isBlank()) {
      found.add(new Violation("options.vertex.project", "is needed: the id of a project"));
    }
    if (CredentialPlace.vertex(vertex.path("region").asText("")).isEmpty()) {
      found.add(
          new Violation(
              "options.vertex.region",
              "must be a region of Google Cloud, such as europe-west1, or global"));
    }
  }

  private static void replay(JsonNode run, List<Violation> found) {
    try {
      if (run != null && run.isTextual() && UUID.fromString(run.asText()) != null) {
        return;
      }
    } catch (IllegalArgumentException e) {
      found.add(new Violation("options.run", "must be the id of a run"));
      return;
    }
    found.add(
        new Violation("options.run", "is needed for the kind replay: the id of a finished run"));
  }

  private static void http(JsonNode options, List<Violation> found) {
    for (Map.Entry<String, JsonNode> option : options.properties()) {
      String name = option.getKey();
      JsonNode value = option.getValue();
      if (POINTERS.contains(name)) {
        pointer("options." + name, value, found);
      } else if (!OTHERS.contains(name)) {
        found.add(
            new Violation("options." + name, OptionRules.unknown("the kind http", name, HTTP)));
      }
    }
    JsonNode method = options.path("method");
    if (!method.isMissingNode() && !METHODS.contains(method.asText().toUpperCase(Locale.ROOT))) {
      found.add(new Violation("options.method", "must be one of GET, PATCH, POST, PUT"));
    }
    JsonNode path = options.path("path");
    if (!path.isMissingNode()) {
      if (!path.isTextual() || !path.asText().startsWith("/")) {
        found.add(new Violation("options.path", "must be a text that begins with /"));
      } else {
        template("options.path", path.asText(), found);
        int query = path.asText().indexOf('?');
        ProviderRules.query(
            "options.path", query < 0 ? null : path.asText().substring(query + 1), found);
      }
    }
    JsonNode header = options.path("credential_header");
    if (!header.isMissingNode() && !TOKEN.matcher(header.asText()).matches()) {
      found.add(new Violation("options.credential_header", "must be the name of a header"));
    }
    headers(options.path("headers"), found);
    usage(options.path("usage"), found);
    stream(options.path("stream"), found);
    body("options.body", options.path("body"), found);
    tags(options, found);
  }

  /** A template may name no more than any other may. */
  private static void tags(JsonNode options, List<Violation> found) {
    long inPath = placeholders(options.path("path"));
    if (inPath > Template.MAX_TAGS) {
      found.add(tooMany("options.path"));
    } else if (inPath + placeholders(options.path("body")) > Template.MAX_TAGS) {
      found.add(tooMany("options.body"));
    }
  }

  private static Violation tooMany(String field) {
    return new Violation(
        field, "has too many placeholders: path and body have " + Template.MAX_TAGS + " at most");
  }

  private static long placeholders(JsonNode template) {
    long count = template.isTextual() ? BRACES.matcher(template.asText()).results().count() : 0;
    for (JsonNode inside : template) {
      count += placeholders(inside);
    }
    return count;
  }

  private static void headers(JsonNode headers, List<Violation> found) {
    if (headers.isMissingNode()) {
      return;
    }
    if (!headers.isObject()) {
      found.add(new Violation("options.headers", "must be an object of texts"));
      return;
    }
    headers
        .properties()
        .forEach(
            header -> {
              if (header.getValue().isTextual()) {
                ProviderRules.header(
                    "options.headers.", header.getKey(), header.getValue().asText(), found);
              } else {
                found.add(new Violation("options.headers." + header.getKey(), "must be a text"));
              }
            });
  }

  private static void usage(JsonNode usage, List<Violation> found) {
    if (usage.isMissingNode()) {
      return;
    }
    if (!usage.path("input").isTextual() || !usage.path("output").isTextual()) {
      found.add(new Violation("options.usage", "must have the pointers input and output"));
    }
    for (Map.Entry<String, JsonNode> count : usage.properties()) {
      if (COUNTS.contains(count.getKey())) {
        pointer("options.usage." + count.getKey(), count.getValue(), found);
      } else {
        found.add(
            new Violation(
                "options.usage." + count.getKey(),
                "is not known; known are input, output, cached, reasoning"));
      }
    }
  }

  private static void stream(JsonNode stream, List<Violation> found) {
    if (stream.isMissingNode()) {
      return;
    }
    if (!stream.path("text").isTextual()) {
      found.add(new Violation("options.stream", "must have the pointer text"));
    }
    for (Map.Entry<String, JsonNode> option : stream.properties()) {
      if (STREAM.contains(option.getKey())) {
        pointer("options.stream." + option.getKey(), option.getValue(), found);
      } else {
        found.add(
            new Violation(
                "options.stream." + option.getKey(), "is not known; known are text, done"));
      }
    }
  }

  private static void pointer(String field, JsonNode value, List<Violation> found) {
    try {
      if (value.isTextual() && JsonPointer.compile(value.asText()) != null) {
        return;
      }
    } catch (IllegalArgumentException e) {
      found.add(new Violation(field, "must be a JSON pointer: empty, or beginning with /"));
      return;
    }
    found.add(new Violation(field, "must be a JSON pointer, such as /choices/0/text"));
  }

  private static void body(String field, JsonNode template, List<Violation> found) {
    if (template.isTextual()) {
      template(field, template.asText(), found);
    } else if (template.isArray()) {
      for (int i = 0; i < template.size(); i++) {
        body(field + "[" + i + "]", template.get(i), found);
      }
    } else if (template.isObject()) {
      template
          .properties()
          .forEach(
              entry -> {
                String at = field + "." + entry.getKey();
                if (entry.getValue().isTextual()) {
                  ProviderRules.inBody(at, entry.getKey(), entry.getValue().asText(), found);
                }
                body(at, entry.getValue(), found);
              });
    }
  }

  private static void template(String field, String text, List<Violation> found) {
    Matcher braces = BRACES.matcher(text);
    String rest = BRACES.matcher(text).replaceAll("");
    if (rest.contains("{{")) {
      found.add(new Violation(field, "has {{ without }}: what is opened is not closed"));
    }
    while (braces.find()) {
      String inside = braces.group(1).strip();
      Matcher name = NAME.matcher(inside);
      if (inside.length() > Template.MAX_NAME) {
        found.add(
            new Violation(
                field, "has a name of more than " + Template.MAX_NAME + " characters in {{ }}"));
      } else if (!name.matches() || !VALUES.contains(name.group(1))) {
        found.add(
            new Violation(
                field,
                "names {{"
                    + braces.group(1)
                    + "}}; known are input, item, messages, model, params, stream and what is in"
                    + " them"));
      }
    }
  }
}

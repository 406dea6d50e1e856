package dev.assay.cli.evalfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.terminal.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an evaluation file asks for, taken apart: what to set up on the server first, and the body
 * of {@code POST /v1/runs}.
 *
 * @param providers bodies of {@code PUT /v1/providers/{name}} by name
 * @param datasetFile to be uploaded first, when the file names one
 * @param body of the run; its dataset has no version yet when there is a file
 */
public record Submission(
    Map<String, ObjectNode> providers, Optional<DatasetFile> datasetFile, ObjectNode body) {

  /**
   * Takes a file apart.
   *
   * @param file as written
   * @param variables for {@code ${NAME}}
   * @param overrides values by dotted path
   * @throws UsageException when the file asks for something that cannot be
   */
  public static Submission of(
      EvalFile file, Map<String, String> variables, Map<String, String> overrides) {
    ObjectNode written = file.content().deepCopy();
    spellOut(written, overrides);
    Overrides.apply(written, overrides);
    ObjectNode body = Environment.expand(written, variables);
    Map<String, ObjectNode> providers = providers(body.remove("providers"));
    Optional<DatasetFile> dataset = dataset(file.path(), body);
    return new Submission(providers, dataset, body);
  }

  /**
   * A dataset that is given as text has no fields: {@code --set dataset.limit=3} needs the long
   * form.
   */
  private static void spellOut(ObjectNode written, Map<String, String> overrides) {
    JsonNode dataset = written.path("dataset");
    if (!dataset.isTextual()
        || overrides.keySet().stream().noneMatch(path -> path.startsWith("dataset."))) {
      return;
    }
    String text = dataset.textValue();
    // What a variable stands for is not known here; its default may show that it is a file.
    boolean file = DatasetFile.looksLikeFile(text.replaceAll("\\$\\{[^}]*?(?::-([^}]*))?}", "$1"));
    ObjectNode object = written.putObject("dataset");
    if (file) {
      object.put("file", text);
    } else {
      ObjectNode unused = named(object, text);
    }
  }

  private static Map<String, ObjectNode> providers(JsonNode declared) {
    Map<String, ObjectNode> providers = new LinkedHashMap<>();
    if (declared == null || declared.isNull()) {
      return providers;
    }
    if (declared.isObject()) {
      declared.properties().forEach(e -> providers.put(e.getKey(), provider(e.getValue())));
      return providers;
    }
    if (!declared.isArray()) {
      throw new UsageException(
          "providers: must be a mapping from names to providers, or a list of providers with a"
              + " name; got "
              + declared
              + ".");
    }
    for (JsonNode element : declared) {
      ObjectNode provider = provider(element).deepCopy();
      JsonNode name = provider.remove("name");
      if (name == null || !name.isTextual()) {
        throw new UsageException("providers: each one in the list needs a name.");
      }
      providers.put(name.textValue(), provider);
    }
    return providers;
  }

  private static ObjectNode provider(JsonNode declared) {
    if (declared instanceof ObjectNode provider) {
      return provider;
    }
    throw new UsageException("providers: a provider must be a mapping with a kind.");
  }

  private static Optional<DatasetFile> dataset(Path evalFile, ObjectNode body) {
    JsonNode dataset = body.get("dataset");
    if (dataset == null || dataset.isNull()) {
      return Optional.empty();
    }
    if (dataset.isTextual()) {
      String text = dataset.textValue();
      if (!DatasetFile.looksLikeFile(text)) {
        body.set("dataset", named(body.objectNode(), text));
        return Optional.empty();
      }
      ObjectNode named = body.putObject("dataset");
      return Optional.of(file(evalFile, text, body, named));
    }
    if (dataset instanceof ObjectNode object && object.has("file")) {
      String path = text("file", object.remove("file"));
      if (object.has("version") || object.has("items")) {
        throw new UsageException("dataset: file stands for the version; leave out version, items.");
      }
      DatasetFile.Reading reading = reading(object);
      return Optional.of(file(evalFile, path, body, object).reading(reading));
    }
    return Optional.empty();
  }

  /** What the evaluation says of its file, taken out of what is launched. */
  private static DatasetFile.Reading reading(ObjectNode dataset) {
    JsonNode encoding = dataset.remove("encoding");
    JsonNode skip = dataset.remove("skip_bad_lines");
    JsonNode map = dataset.remove("map");
    if (map != null && !map.isObject()) {
      throw new UsageException("dataset: map is a mapping from columns to fields of items.");
    }
    if (skip != null && !skip.isBoolean()) {
      throw new UsageException("dataset: skip_bad_lines is true or false.");
    }
    List<String> pairs = new ArrayList<>();
    if (map != null) {
      map.properties()
          .forEach(e -> pairs.add(e.getKey() + "=" + text("map." + e.getKey(), e.getValue())));
    }
    return new DatasetFile.Reading(
        encoding == null ? null : text("encoding", encoding),
        pairs,
        skip != null && skip.booleanValue());
  }

  /** As the server says it of the fields that reach it. */
  private static String text(String field, JsonNode value) {
    if (!value.isTextual()) {
      throw new UsageException(
          "The field dataset." + field + " must be a string in quotes; got " + value + ".");
    }
    return value.textValue();
  }

  private static DatasetFile file(Path evalFile, String text, ObjectNode body, ObjectNode dataset) {
    String name =
        dataset.hasNonNull("name")
            ? text("name", dataset.get("name"))
            : defaultName(evalFile, body);
    dataset.put("name", name);
    return DatasetFile.of(evalFile.resolveSibling(text).normalize(), name);
  }

  /**
   * A stored dataset by its fields.
   *
   * @param dataset takes them
   * @param text {@code name} or {@code name@3}
   */
  public static ObjectNode named(ObjectNode dataset, String text) {
    int at = text.lastIndexOf('@');
    if (at > 0 && text.substring(at + 1).matches("\\d{1,9}")) {
      return dataset
          .put("name", text.substring(0, at))
          .put("version", Integer.parseInt(text.substring(at + 1)));
    }
    return dataset.put("name", text);
  }

  private static String defaultName(Path evalFile, ObjectNode body) {
    String evaluation =
        body.path("evaluation").isTextual()
            ? body.get("evaluation").textValue().replaceAll("@.*$", "")
            : body.path("name").asText("");
    Path folder = evalFile.getParent().getFileName();
    String chosen = !evaluation.isBlank() || folder == null ? evaluation : folder.toString();
    String slug =
        chosen.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-").replaceAll("^-+|-+$", "");
    if (slug.isEmpty()) {
      throw new UsageException("dataset: give the dataset a name beside its file.");
    }
    return slug;
  }
}

package dev.assay.run.library.providers;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The wire forms that workers speak. */
public enum ProviderKind {
  /** Chat completions, responses and embeddings, of OpenAI or any compatible server. */
  OPENAI(Place.KNOWN),
  /** The same as Azure serves it, under the resource's own address. */
  AZURE_OPENAI(Place.GIVEN),
  /** Messages. */
  ANTHROPIC(Place.KNOWN),
  /** Generated content. */
  GEMINI(Place.KNOWN),
  /** The native form of Ollama; on the worker's own machine unless said otherwise. */
  OLLAMA(Place.KNOWN),
  /** Built into the worker: answers from the item's expected value, with faults on demand. */
  SIMULATED(Place.KNOWN),
  /** Amazon Bedrock; its address follows from the region. */
  BEDROCK(Place.KNOWN),
  /** Any endpoint, as the options describe it: a user's own agent or application. */
  HTTP(Place.GIVEN),
  /** Built into the worker: answers that an earlier run recorded. */
  REPLAY(Place.BUILT_IN);

  /** Where a provider of a kind is. */
  public enum Place {
    /** At an address that workers know, unless the record gives another. */
    KNOWN,
    /** Where the record says. */
    GIVEN,
    /** In the worker. */
    BUILT_IN
  }

  private final Place place;

  ProviderKind(Place place) {
    this.place = place;
  }

  /** Where it is. */
  public Place place() {
    return place;
  }

  /** As the API spells it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All, for sentences. */
  public static String known() {
    return Arrays.stream(values()).map(ProviderKind::wire).collect(Collectors.joining(", "));
  }

  /** By its spelling in the API; null when there is no such kind. */
  public static ProviderKind of(String wire) {
    return Arrays.stream(values())
        .filter(kind -> kind.wire().equals(wire))
        .findFirst()
        .orElse(null);
  }
}

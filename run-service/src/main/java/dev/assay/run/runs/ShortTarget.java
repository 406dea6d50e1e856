package dev.assay.run.runs;

/**
 * A model as people write it in one word: {@code provider:model}. What stands before the first
 * colon is the provider; models may have colons of their own.
 */
record ShortTarget(String provider, String model) {
  /**
   * Reads it.
   *
   * @throws IllegalArgumentException with the end of a sentence when it is neither
   */
  static ShortTarget read(String text) {
    int colon = text.indexOf(':');
    if (colon <= 0 || colon == text.length() - 1) {
      throw new IllegalArgumentException(
          "as a text it is provider:model, such as openai:gpt-5-mini, and else an object such as"
              + " {provider: openai, model: gpt-5-mini}");
    }
    return new ShortTarget(text.substring(0, colon).strip(), text.substring(colon + 1).strip());
  }
}

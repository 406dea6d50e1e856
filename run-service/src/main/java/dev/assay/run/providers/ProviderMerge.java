package dev.assay.run.providers;

/** What a PATCH leaves as it was. */
final class ProviderMerge {
  private ProviderMerge() {}

  /** The change on top of what is stored; the credential only when it is given. */
  static ProviderInput over(Provider old, ProviderInput change) {
    ProviderSettings settings = old.settings();
    return new ProviderInput(
        old.name(),
        or(change.kind(), old.kind().wire()),
        or(change.baseUrl(), old.baseUrl()),
        change.credential(),
        or(change.models(), settings.models()),
        or(change.limits(), settings.limits()),
        or(change.timeouts(), settings.timeouts()),
        or(change.retry(), settings.retry()),
        or(change.headers(), settings.headers()),
        or(change.options(), settings.options()));
  }

  private static <T> T or(T given, T otherwise) {
    return given != null ? given : otherwise;
  }
}

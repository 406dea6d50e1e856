package dev.assay.worker.kind;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.ProviderRef;
import java.util.List;
import java.util.Map;

/** The kinds this worker speaks. */
public final class Kinds {
  private final Map<String, ProviderKind> byName;

  /** Exactly these. */
  public Kinds(List<ProviderKind> kinds) {
    byName = kinds.stream().collect(toUnmodifiableMap(ProviderKind::name, identity()));
  }

  /**
   * The kind of a provider.
   *
   * @throws UnusableProviderException when this worker does not speak it
   */
  public ProviderKind of(ProviderRef provider) {
    ProviderKind kind = provider.kind() == null ? null : byName.get(provider.kind());
    if (kind == null) {
      throw new UnusableProviderException(
          ErrorCode.PROVIDER_ERROR,
          "Provider " + provider.name() + " is of kind " + provider.kind() + ", not known here.");
    }
    return kind;
  }
}

package dev.assay.worker.kind.parts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelCall;
import dev.assay.common.part.ProviderRef;
import dev.assay.worker.kind.UnusableProviderException;

/**
 * The parameters of one call by their common names, to be taken out one by one. What nobody took is
 * passed on as it is, so that a new parameter of a provider needs no new version.
 */
public final class Params {
  private final ProviderRef provider;
  private final ObjectNode left = JsonNodeFactory.instance.objectNode();

  private Params(ProviderRef provider) {
    this.provider = provider;
  }

  /** Those of a call, without the ones that are null. */
  public static Params of(ModelCall call) {
    Params params = new Params(call.provider());
    JsonNode given = call.request().params();
    if (given != null) {
      given
          .fields()
          .forEachRemaining(
              field -> {
                if (!field.getValue().isNull()) {
                  // A copy, because an attempt must not change what the next one finds.
                  params.left.set(field.getKey(), field.getValue().deepCopy());
                }
              });
    }
    params.onlyOne();
    return params;
  }

  /** Whose they are. */
  public ProviderRef provider() {
    return provider;
  }

  /** Takes a parameter out; null when it is not there. */
  public JsonNode take(String name) {
    return left.remove(name);
  }

  /** Puts a parameter in that is to be taken again. */
  public void put(String name, JsonNode value) {
    left.set(name, value);
  }

  /** Takes the first of these that is there, and the others with it; null when there is none. */
  public JsonNode takeFirst(String... names) {
    JsonNode first = null;
    for (String name : names) {
      JsonNode value = left.remove(name);
      first = first == null ? value : first;
    }
    return first;
  }

  /** Takes a parameter that is true or false; false when it is not there. */
  public boolean takeFlag(String name) {
    JsonNode value = take(name);
    return value != null && value.asBoolean();
  }

  /** Moves a parameter under the provider's name for it. */
  public void move(String name, ObjectNode to, String as) {
    JsonNode value = take(name);
    if (value != null) {
      to.set(as, value);
    }
  }

  /**
   * Refuses a parameter that the wire form has no place for.
   *
   * @param instead what to do, as in {@code leave it out}
   * @throws UnusableProviderException when it is there
   */
  public void refuse(String name, String instead) {
    JsonNode value = take(name);
    if (value != null && !(value.isBoolean() && !value.booleanValue())) {
      throw cannot("has no parameter " + name + "; " + instead);
    }
  }

  /**
   * Refuses a choice that the wire form does not leave.
   *
   * @param only what it always is
   * @param instead what to do
   * @throws UnusableProviderException when it is set to the other
   */
  public void fixed(String name, boolean only, String instead) {
    JsonNode value = take(name);
    if (value != null && value.asBoolean(only) != only) {
      throw cannot("has no parameter " + name + "; " + instead);
    }
  }

  /** What is left, set where nothing stands yet. */
  public void rest(ObjectNode to) {
    left.fields().forEachRemaining(field -> to.putIfAbsent(field.getKey(), field.getValue()));
    left.removeAll();
  }

  /** Why the call cannot be made. */
  public UnusableProviderException cannot(String what) {
    return cannot(provider, what);
  }

  /**
   * Why a call cannot be made.
   *
   * @param what continues a sentence that begins with the provider's name
   */
  public static UnusableProviderException cannot(ProviderRef provider, String what) {
    return new UnusableProviderException(
        ErrorCode.PROVIDER_REFUSED_REQUEST,
        "Provider " + provider.name() + " (kind " + provider.kind() + ") " + what + ".");
  }

  /** More answers than one would be paid for and thrown away. */
  private void onlyOne() {
    JsonNode n = take("n");
    if (n != null && n.asInt(0) != 1) {
      throw cannot("is asked for one answer per call; use the run's repeats instead of n");
    }
  }
}

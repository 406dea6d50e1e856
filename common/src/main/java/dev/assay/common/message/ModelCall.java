package dev.assay.common.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.CallPolicy;
import dev.assay.common.part.ModelRequest;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.part.UnitRef;
import java.time.Instant;

/**
 * What to ask, of whom, under which policy, and where to reply.
 *
 * @param unit the unit this is for
 * @param itemId the dataset item's own id, for logs and the simulated provider
 * @param repeat which independent answer to the item this is, 0-based
 * @param provider whom to ask
 * @param request what to ask
 * @param policy how long and how often to try
 * @param concurrency at most this many calls of the run at a time, over all workers
 * @param admitted true when the dispatcher itself keeps the run within its concurrency, so that a
 *     worker starts the call at once; false when workers share the run's concurrency
 * @param replyTo {@link Address#ANSWERS} or {@link Address#JUDGEMENTS}; null for a call of no run,
 *     which is answered at the message's own reply address
 * @param deadlineAt when the unit's deadline over all attempts passes; null when no attempt was
 *     made yet: it then runs from the start of the first
 * @param attemptsMade attempts already on record from an earlier hand-out of this generation
 * @param question which of a judge's questions about the unit this is, unique among them; null for
 *     the target's own call
 * @param context carried back untouched in the reply, null for none
 * @param freeAttempts how many of the attempts made do not count against the policy's
 */
public record ModelCall(
    UnitRef unit,
    String itemId,
    int repeat,
    ProviderRef provider,
    ModelRequest request,
    CallPolicy policy,
    int concurrency,
    boolean admitted,
    String replyTo,
    Instant deadlineAt,
    int attemptsMade,
    String question,
    JsonNode context,
    int freeAttempts)
    implements Message {

  /** A call of which every attempt made so far counts. */
  public ModelCall(
      UnitRef unit,
      String itemId,
      int repeat,
      ProviderRef provider,
      ModelRequest request,
      CallPolicy policy,
      int concurrency,
      boolean admitted,
      String replyTo,
      Instant deadlineAt,
      int attemptsMade,
      String question,
      JsonNode context) {
    this(
        unit,
        itemId,
        repeat,
        provider,
        request,
        policy,
        concurrency,
        admitted,
        replyTo,
        deadlineAt,
        attemptsMade,
        question,
        context,
        0);
  }

  /** This call with its deadline, counted from now unless an earlier attempt set it. */
  public ModelCall startedAt(Instant now) {
    return deadlineAt != null
        ? this
        : new ModelCall(
            unit,
            itemId,
            repeat,
            provider,
            request,
            policy,
            concurrency,
            admitted,
            replyTo,
            now.plusMillis(policy.deadlineMs()),
            attemptsMade,
            question,
            context,
            freeAttempts);
  }
}

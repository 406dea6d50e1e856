package dev.assay.run.engine.dispatch;

import dev.assay.common.message.ModelReply;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Takes replies in, wherever they come from: over the wire, or from the cache. */
public interface ReplyIntake {
  /** Takes a batch in; completes when it is committed and its scoring tasks are on their way. */
  Uni<Void> take(List<ModelReply> replies);
}

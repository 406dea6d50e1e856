package dev.assay.run.engine.dispatch;

import dev.assay.common.message.ModelCall;
import dev.assay.run.runs.prompt.PromptFailedException;

/**
 * A unit on its way out: its call, or why there can be none.
 *
 * @param call null when the prompt does not fit the item
 * @param failure null when there is a call
 */
record Outgoing(ClaimedUnit unit, ModelCall call, PromptFailedException failure) {}

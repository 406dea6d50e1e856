package dev.assay.worker.kind.anthropic;

import dev.assay.common.message.ModelCall;
import dev.assay.worker.kind.parts.Fields;
import dev.assay.worker.kind.parts.Params;
import dev.assay.worker.kind.parts.ResponseFormat;

/**
 * Structured output by way of a tool that the model must call: its arguments are the answer. Every
 * model can do it; with the option {@code structured_output: native} the schema goes to {@code
 * output_config.format} instead, which newer models know.
 */
final class AnswerTool {
  private static final String OPTION = "structured_output";

  private AnswerTool() {}

  /** The tool's name; null when the answer comes as text. Never fails. */
  static String of(ModelCall call) {
    return ResponseFormat.wantsJson(call.request().params()) && !nativeFormat(call)
        ? ResponseFormat.schemaName(call.request().params())
        : null;
  }

  static boolean nativeFormat(ModelCall call) {
    return "native".equals(Fields.option(call.provider().options(), OPTION));
  }

  /** Fails when the option is set to something else. */
  static void check(ModelCall call) {
    String option = Fields.option(call.provider().options(), OPTION);
    if (option != null && !option.equals("native") && !option.equals("tool")) {
      throw Params.cannot(
          call.provider(), "has no such way; set the option structured_output to tool or native");
    }
  }
}

package dev.assay.scoring.conduct;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.reading.JsonAnswer;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;
import dev.assay.scoring.scorer.ScorerInput;
import java.util.List;
import java.util.function.BiPredicate;

/** Whether the model called the tools it should, by name and by the arguments that are expected. */
public final class ToolCallsScorer implements Scorer {
  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("tool_calls", "Tool calls")
        .describes(
            "1 when the expected tool was called, or the expected tools were called in this order"
                + " with others between (strict: these calls and no other), else 0. Names are"
                + " compared exactly, and so are the arguments that the expected value has.")
        .version(2)
        .needs("tools")
        .category("user_outcomes")
        .yesOrNo()
        .params(
            """
            {
              "expected_tool": {"type": "string", "minLength": 1, "title": "Expected tool",
                "description": "The tool that must be called."},
              "expected_order": {"type": "array", "items": {"type": "string"}, "minItems": 1,
                "title": "Expected order",
                "description": "The tools that must be called, in this order. Decides when both are given."},
              "strict": {"type": "boolean", "default": false, "title": "Strict",
                "description": "No other calls are allowed."},
              "arguments": {"enum": ["equal", "contains", "ignore"], "default": "equal",
                "title": "Arguments",
                "description": "What arguments in the expected value ask for: the same, these and perhaps more, or nothing."}
            }
            """)
        .build();
  }

  @Override
  public Measurement prepare(Params params) {
    List<String> order = params.texts("expected_order");
    String tool = params.text("expected_tool", null);
    List<String> given = order != null ? order : tool == null ? null : List.of(tool);
    boolean strict = params.flag("strict", false);
    ToolCall.Arguments arguments =
        ToolCall.Arguments.named(given != null ? "ignore" : params.text("arguments", "equal"));
    return input -> {
      List<ToolCall> wanted =
          given == null
              ? ToolCall.list(input.requireExpected(), "expected value")
              : given.stream().map(name -> new ToolCall(name, null)).toList();
      List<ToolCall> called = called(input);
      BiPredicate<ToolCall, ToolCall> fits = (w, c) -> w.isMetBy(c, arguments);
      boolean good = strict ? same(wanted, called, fits) : isSubsequence(wanted, called, fits);
      var metadata = Json.mapper().createObjectNode();
      var names = metadata.putArray("called");
      called.forEach(call -> names.add(call.name()));
      boolean byName =
          !good && isSubsequence(wanted, called, (w, c) -> w.isMetBy(c, ToolCall.Arguments.IGNORE));
      return new Outcome.Measured(
          good ? 1 : 0,
          byName && !strict ? "The tools were called, with other arguments." : null,
          metadata);
    };
  }

  /** The tools called: the answer's tool calls, or an output that is a list of them. */
  private static List<ToolCall> called(ScorerInput input) {
    JsonNode calls = input.answer().toolCalls();
    if (calls != null && !calls.isNull()) {
      return ToolCall.list(calls, "list of tool calls");
    }
    JsonAnswer answer = JsonAnswer.container(input.output(), false);
    boolean list = answer.found() && answer.value().isArray();
    return list ? ToolCall.list(answer.value(), "answer") : List.of();
  }

  private static boolean same(
      List<ToolCall> wanted, List<ToolCall> called, BiPredicate<ToolCall, ToolCall> fits) {
    return wanted.size() == called.size() && isSubsequence(wanted, called, fits);
  }

  private static boolean isSubsequence(
      List<ToolCall> wanted, List<ToolCall> called, BiPredicate<ToolCall, ToolCall> fits) {
    int next = 0;
    for (ToolCall call : called) {
      if (next < wanted.size() && fits.test(wanted.get(next), call)) {
        next++;
      }
    }
    return next == wanted.size();
  }
}

package dev.assay.scoring.conduct;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.ecma.JsonText;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;
import dev.assay.scoring.scorer.ScorerInput;
import dev.assay.scoring.scorer.UnmeasurableException;
import java.util.ArrayList;
import java.util.List;

/** Whether the model called the tools it should, by name. */
public final class ToolCallsScorer implements Scorer {
  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("tool_calls", "Tool calls")
        .describes(
            "1 when the expected tool was called, or the expected tools were called in this order"
                + " with others between (strict: these calls and no other), else 0. Names are"
                + " compared exactly.")
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
                "description": "No other calls are allowed."}
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
    return input -> {
      List<String> wanted =
          given == null ? names(input.requireExpected(), "expected value") : given;
      List<String> called = called(input);
      boolean good = strict ? called.equals(wanted) : isSubsequence(wanted, called);
      var metadata = Json.mapper().createObjectNode();
      called.forEach(metadata.putArray("called")::add);
      return new Outcome.Measured(good ? 1 : 0, null, metadata);
    };
  }

  /** The tools called: the answer's tool calls, or an output that is a list of them. */
  private static List<String> called(ScorerInput input) {
    JsonNode calls = input.answer().toolCalls();
    if (calls != null && !calls.isNull()) {
      return names(calls, "list of tool calls");
    }
    JsonNode output = JsonText.unwrap(input.output());
    return output != null && output.isArray() ? names(output, "answer") : List.of();
  }

  private static List<String> names(JsonNode value, String what) {
    List<String> names = new ArrayList<>();
    if (value.isTextual()) {
      names.add(value.textValue());
    } else if (value.isArray()) {
      for (JsonNode call : value) {
        names.add(name(call, what));
      }
    } else {
      names.add(name(value, what));
    }
    return names;
  }

  /** Of a bare name, of {@code {name}}, or of {@code {function: {name}}}. */
  private static String name(JsonNode call, String what) {
    JsonNode name = call;
    if (call.isObject()) {
      name = call.has("function") ? call.path("function").path("name") : call.path("name");
    }
    if (!name.isTextual()) {
      throw new UnmeasurableException(
          ErrorCode.NOT_JSON, "The " + what + " does not name its tools.");
    }
    return name.textValue();
  }

  private static boolean isSubsequence(List<String> wanted, List<String> called) {
    int next = 0;
    for (String name : called) {
      if (next < wanted.size() && wanted.get(next).equals(name)) {
        next++;
      }
    }
    return next == wanted.size();
  }
}

package dev.assay.scoring.judge;

import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.judge.sheet.ContentFree;
import dev.assay.scoring.judge.sheet.PromptText;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Judgement;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;
import dev.assay.scoring.scorer.ScorerInput;
import java.util.Optional;

/** A scorer that asks a model: the guard, the votes and the parameters that all of them share. */
public final class JudgeScorer implements Scorer {
  private static final String JUDGE =
      """
      "judge": {"type": "object", "title": "Judge",
        "description": "Who is asked: {provider, model, params?, concurrency?}. Else the evaluation's judge, else the workspace's.",
        "properties": {
          "provider": {"type": "string", "minLength": 1},
          "model": {"type": "string", "minLength": 1},
          "params": {"type": "object"},
          "concurrency": {"type": "integer", "minimum": 1}},
        "additionalProperties": false}
      """;
  private static final String VOTES =
      """
      "votes": {"type": "integer", "minimum": 1, "maximum": 9, "default": 1, "title": "Votes",
        "description": "Asks so many times and takes the median score or the majority of labels."}
      """;

  private final JudgeKind kind;

  /** Of a kind. */
  public JudgeScorer(JudgeKind kind) {
    this.kind = kind;
  }

  @Override
  public ScorerDescriptor descriptor() {
    StringBuilder properties = new StringBuilder("{").append(JUDGE);
    if (kind.votes()) {
      properties.append(',').append(VOTES);
    }
    if (!kind.properties().isEmpty()) {
      properties.append(',').append(kind.properties());
    }
    DescriptorBuilder builder = kind.describe();
    if (kind.contentFree() == ContentFree.WORST && kind.canaries()) {
      builder.canaries();
    }
    return builder
        .questions(kind.asked().write(kind.votes(), words()))
        .alsoNeeds("judge")
        .params(properties.append('}').toString(), kind.required())
        .build();
  }

  @Override
  public boolean runsProgram() {
    return kind.runsProgram();
  }

  /** What the user writes himself is not in it. */
  private int words() {
    String own = kind.required().length == 0 ? kind.prepare(new Params(null)).prompt() : "";
    return PromptText.FRAME.length() + own.length();
  }

  @Override
  public Measurement prepare(Params params) {
    Ruling ruling = kind.prepare(params);
    int votes = kind.votes() ? (int) params.number("votes", 1) : 1;
    return new Judged(kind.contentFree(), votes > 1 ? new Votes(ruling, votes) : ruling);
  }

  /** Looks at the answer by rule before anybody is asked. */
  private record Judged(ContentFree contentFree, Ruling ruling) implements Judgement {
    @Override
    public String prompt() {
      return ruling.prompt();
    }

    @Override
    public Outcome measure(ScorerInput input) {
      Optional<Outcome> byRule = contentFree.ruling(input);
      return byRule.isPresent() ? byRule.get() : ruling.rule(input);
    }
  }
}

package dev.assay.scoring.expression;

import dev.assay.common.error.ErrorCode;
import dev.assay.scoring.scorer.BadParamsException;
import dev.assay.scoring.scorer.UnmeasurableException;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;

/**
 * A compiled CEL expression, bounded in size when compiled and in cost when evaluated. Every
 * evaluation counts its steps and the text it touches, so that the bound does not depend on a
 * clock.
 */
final class CelProgram {
  private static final int LONGEST = 2000;
  private static final int DEEPEST = 64;
  private static final int MOST_ITERATIONS = 10_000;
  private static final int LARGEST_REGEX = 1000;

  private static final Cel CEL =
      CelFactory.standardCelBuilder()
          .setOptions(
              CelOptions.current()
                  .maxExpressionCodePointSize(LONGEST)
                  .maxParseRecursionDepth(DEEPEST)
                  .comprehensionMaxIterations(MOST_ITERATIONS)
                  .maxRegexProgramSize(LARGEST_REGEX)
                  .enableHeterogeneousNumericComparisons(true)
                  .build())
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("item", MapType.create(SimpleType.STRING, SimpleType.DYN))
          .addVar("output", SimpleType.DYN)
          .addVar("answer", MapType.create(SimpleType.STRING, SimpleType.DYN))
          .build();

  private final CelRuntime.Program program;

  private final CallArguments calls;

  private final boolean looksIntoOutput;

  private CelProgram(CelRuntime.Program program, CelAbstractSyntaxTree tree) {
    this.program = program;
    this.calls = CallArguments.of(tree);
    this.looksIntoOutput = OutputUse.looksInto(tree);
  }

  /** Whether it looks into the answer's parts, so that a text is to be read as JSON. */
  boolean looksIntoOutput() {
    return looksIntoOutput;
  }

  /**
   * Parses and checks an expression.
   *
   * @throws BadParamsException naming the first fault with its line and column, both from 1
   */
  static CelProgram compile(String expression) {
    try {
      CelAbstractSyntaxTree tree = CEL.compile(expression).getAst();
      return new CelProgram(CEL.createProgram(tree), tree);
    } catch (CelValidationException e) {
      throw new BadParamsException(
          e.getErrors().isEmpty()
              ? "The expression is not valid CEL."
              : describe(e.getErrors().get(0)));
    } catch (CelEvaluationException e) {
      throw new BadParamsException("The expression cannot be planned.");
    }
  }

  private static String describe(CelIssue issue) {
    return "The expression is not valid CEL at line "
        + issue.getSourceLocation().getLine()
        + ", column "
        + (issue.getSourceLocation().getColumn() + 1)
        + ": "
        + issue.getMessage()
        + ".";
  }

  /**
   * The expression's value.
   *
   * @throws UnmeasurableException with {@link ErrorCode#EXPRESSION_FAILED} when it fails or costs
   *     too much
   */
  Object evaluate(Map<String, ?> variables) {
    CostMeter meter = new CostMeter(calls);
    try {
      Object value = program.trace(variables, meter);
      if (meter.exhausted()) {
        // what the other side of an "or" gave is not what the expression says
        throw new UnmeasurableException(ErrorCode.EXPRESSION_FAILED, CostMeter.TOO_COSTLY);
      }
      return value;
    } catch (CelEvaluationException e) {
      // the runtime's own sentence may repeat values: only its kind is passed on
      throw new UnmeasurableException(
          ErrorCode.EXPRESSION_FAILED,
          meter.exhausted()
              ? CostMeter.TOO_COSTLY
              : "The expression failed on this answer: " + e.getErrorCode() + ".");
    }
  }
}

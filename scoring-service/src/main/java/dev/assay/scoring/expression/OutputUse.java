package dev.assay.scoring.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;

/** How an expression uses the answer: as a text, or as JSON whose parts it looks into. */
final class OutputUse {
  private static final String OUTPUT = "output";

  private OutputUse() {}

  /** Whether it selects, indexes or goes through {@code output}. */
  static boolean looksInto(CelAbstractSyntaxTree tree) {
    return CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .anyMatch(node -> looksInto(node.expr()));
  }

  private static boolean looksInto(CelExpr expr) {
    return switch (expr.getKind()) {
      case SELECT -> isOutput(expr.select().operand());
      case COMPREHENSION -> isOutput(expr.comprehension().iterRange());
      case CALL ->
          expr.call().function().equals("_[_]") && isOutput(expr.call().args().get(0))
              || expr.call().function().equals("@in") && isOutput(expr.call().args().get(1));
      case NOT_SET, CONSTANT, IDENT, LIST, STRUCT, MAP -> false;
    };
  }

  private static boolean isOutput(CelExpr expr) {
    return expr.getKind() == CelExpr.ExprKind.Kind.IDENT && expr.ident().name().equals(OUTPUT);
  }
}

package dev.assay.scoring.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which parts of an expression are arguments of which function. */
final class CallArguments {
  /**
   * A part's place among the arguments of a call.
   *
   * @param call id of the call
   * @param function as the syntax tree names it, such as {@code _==_}
   * @param last whether the call is made once this one is known
   */
  record Place(long call, String function, boolean last) {}

  private final Map<Long, Place> places = new HashMap<>();

  private CallArguments() {}

  static CallArguments of(CelAbstractSyntaxTree tree) {
    CallArguments calls = new CallArguments();
    Set<String> accumulators = new HashSet<>();
    List<CelExpr> all = new ArrayList<>();
    CelNavigableAst.fromAst(tree).getRoot().allNodes().forEach(node -> all.add(node.expr()));
    for (CelExpr expr : all) {
      if (expr.getKind() == CelExpr.ExprKind.Kind.COMPREHENSION) {
        accumulators.add(expr.comprehension().accuVar());
      }
    }
    for (CelExpr expr : all) {
      if (expr.getKind() == CelExpr.ExprKind.Kind.CALL) {
        calls.add(expr, accumulators);
      }
    }
    return calls;
  }

  /** Null for what is no argument that costs anything. */
  Place place(long id) {
    return places.get(id);
  }

  private void add(CelExpr expr, Set<String> accumulators) {
    String function = expr.call().function();
    List<CelExpr> arguments = new ArrayList<>();
    expr.call().target().ifPresent(arguments::add);
    arguments.addAll(expr.call().args());
    for (int i = 0; i < arguments.size(); i++) {
      CelExpr argument = arguments.get(i);
      // the list that map and filter grow is added to in place
      boolean grown =
          argument.getKind() == CelExpr.ExprKind.Kind.IDENT
              && accumulators.contains(argument.ident().name());
      if (!grown) {
        places.put(argument.id(), new Place(expr.id(), function, i == arguments.size() - 1));
      }
    }
  }
}

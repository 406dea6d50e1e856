package dev.assay.run.platform.http;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.Problem;
import dev.assay.run.platform.problem.RouteAnswers;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.platform.text.UnstorableText;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Refuses paths, query parameters and headers with text that cannot be stored. */
@Singleton
class AddressText {
  private static final int EARLY = 950;

  void register(@Observes Filters filters) {
    filters.register(AddressText::check, EARLY);
  }

  private static void check(RoutingContext context) {
    String field = wrong(context);
    if (field == null) {
      context.next();
      return;
    }
    String message = "holds a character that cannot be stored, such as NUL";
    RouteAnswers.end(
        context,
        Problem.of(
            ErrorCode.VALIDATION_FAILED,
            "The " + field + " " + message + ".",
            List.of(new Violation(field, message))));
  }

  /** What is wrong: the path, a parameter, a header; null for nothing. */
  private static String wrong(RoutingContext context) {
    String uri = context.request().uri();
    int query = uri.indexOf('?');
    String path = query < 0 ? uri : uri.substring(0, query);
    if (path.contains("%00") || UnstorableText.wrong(path) != null) {
      return "path";
    }
    if (query >= 0 && uri.indexOf("%00", query) >= 0) {
      return parameter(uri.substring(query + 1));
    }
    for (Map.Entry<String, String> header : context.request().headers()) {
      if (UnstorableText.wrong(header.getValue()) != null) {
        return "header " + header.getKey();
      }
    }
    return null;
  }

  private static String parameter(String query) {
    for (String pair : query.split("&")) {
      if (pair.contains("%00")) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        return name.contains("%") ? "query" : name;
      }
    }
    return "query";
  }
}

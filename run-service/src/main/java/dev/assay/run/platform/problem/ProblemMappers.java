package dev.assay.run.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request of a resource into {@code application/problem+json}. */
public class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
  private static final String BAD_PARAMETER =
      "There is nothing at this path: an id or parameter in it does not have the right form.";

  /** How the validator writes what is checked of an element, a key or a value of a map. */
  private static final Pattern OF_A_CONTAINER =
      Pattern.compile("\\.?<(list element|iterable element|map key|map value)>");

  @ServerExceptionMapper
  public Response expected(ProblemException e) {
    return answer(Problem.of(e));
  }

  @ServerExceptionMapper
  public Response json(JsonProcessingException e) {
    return answer(JacksonProblems.of(e));
  }

  // Declared besides: Quarkus brings a mapper of its own for exactly this type.
  @ServerExceptionMapper
  public Response mismatch(MismatchedInputException e) {
    return answer(JacksonProblems.of(e));
  }

  @ServerExceptionMapper
  public Response constraint(ConstraintViolationException e) {
    List<Violation> violations =
        e.getConstraintViolations().stream()
            .map(v -> new Violation(field(v), v.getMessage()))
            .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::message))
            .toList();
    String detail =
        violations.size() == 1
            ? sentence(violations.get(0))
            : violations.size() + " fields are not valid; see violations.";
    return answer(Problem.of(ErrorCode.VALIDATION_FAILED, detail, violations));
  }

  @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
  public Response unauthenticated(SecurityException e) {
    return Response.fromResponse(
            answer(Problem.of(ErrorCode.UNAUTHENTICATED, Problems.HOW_TO_LOG_IN)))
        .header("WWW-Authenticate", "Bearer")
        .build();
  }

  @ServerExceptionMapper
  public Response forbidden(ForbiddenException e) {
    return answer(Problem.of(ErrorCode.FORBIDDEN, Problems.MORE_SCOPE_NEEDED));
  }

  @ServerExceptionMapper
  public Response web(WebApplicationException e) {
    for (Throwable at = e.getCause(); at != null; at = at.getCause()) {
      if (at instanceof JsonProcessingException json) {
        return answer(JacksonProblems.of(json));
      }
      if (at instanceof ProblemException problem) {
        return answer(Problem.of(problem));
      }
    }
    if (e instanceof NotFoundException && e.getCause() != null) {
      return answer(Problem.of(ErrorCode.NOT_FOUND, BAD_PARAMETER));
    }
    int status = e.getResponse().getStatus();
    return status >= 500 ? unexpected(e) : answer(Problems.of(status));
  }

  @ServerExceptionMapper
  public Response anything(Throwable e) {
    Problem passing = Problems.passing(e);
    if (passing != null) {
      LOG.warnf("database away or busy error=%s", e.getMessage());
      return answer(passing);
    }
    return unexpected(e);
  }

  private static Response unexpected(Throwable e) {
    UUID id = Ids.next();
    LOG.errorf(e, "request failed incident=%s", id);
    return answer(Problem.of(ErrorCode.INTERNAL, Problems.incident(id)));
  }

  /** The path without the method's and the parameter's Java names in front. */
  private static String field(ConstraintViolation<?> violation) {
    String path = violation.getPropertyPath().toString();
    String[] steps = path.split("\\.", 3);
    String rest = steps.length == 3 ? steps[2] : steps.length == 2 ? steps[1] : path;
    return SnakeCase.of(OF_A_CONTAINER.matcher(rest).replaceAll(""));
  }

  private static String sentence(Violation violation) {
    return "The field " + violation.field() + " " + violation.message() + ".";
  }

  static Response answer(Problem problem) {
    Response.ResponseBuilder answer =
        Response.status(problem.status())
            .type(MediaType.valueOf(Problem.MEDIA_TYPE))
            .entity(problem.json());
    return problem.retryAfter() == null
        ? answer.build()
        : answer.header("Retry-After", problem.retryAfter()).build();
  }
}

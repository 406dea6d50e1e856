package dev.assay.run.platform.egress;

import dev.assay.common.error.ErrorCode;
import dev.assay.link.egress.EgressRefusedException;
import dev.assay.link.egress.EgressRules;
import dev.assay.link.egress.EgressTarget;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/**
 * Checks the URLs that users save: of providers, scorers, webhooks, whatever the system will call.
 * It tells early what would be refused; who opens the connection checks again and pins what it
 * checked, since names change.
 */
@ApplicationScoped
public class EgressCheck {
  private final EgressRules rules;
  private final HostLookup names;

  public EgressCheck(EgressRules rules, HostLookup names) {
    this.rules = rules;
    this.names = names;
  }

  /**
   * Checks one URL.
   *
   * @param field of the body that holds it, for the violation
   * @param url null for none
   * @return fails with EGRESS_REFUSED when it may not be called, with VALIDATION_FAILED when it is
   *     no URL
   */
  public Uni<Void> check(String field, String url) {
    if (url == null) {
      return Uni.createFrom().voidItem();
    }
    EgressTarget target;
    try {
      target = rules.check(new URI(url));
    } catch (URISyntaxException e) {
      return Uni.createFrom()
          .failure(problem(ErrorCode.VALIDATION_FAILED, field, "The address is not a URL."));
    } catch (EgressRefusedException e) {
      return Uni.createFrom().failure(refused(field, e));
    }
    return target.literal().isPresent()
        ? Uni.createFrom().voidItem()
        : names.all(target.host()).invoke(found -> judge(field, target, found)).replaceWithVoid();
  }

  private void judge(String field, EgressTarget target, List<InetAddress> found) {
    try {
      rules.check(target, found);
    } catch (EgressRefusedException e) {
      throw refused(field, e);
    }
  }

  private static ProblemException refused(String field, EgressRefusedException e) {
    return problem(ErrorCode.EGRESS_REFUSED, field, e.getMessage());
  }

  private static ProblemException problem(ErrorCode code, String field, String sentence) {
    return new ProblemException(code, sentence, List.of(new Violation(field, sentence)));
  }
}

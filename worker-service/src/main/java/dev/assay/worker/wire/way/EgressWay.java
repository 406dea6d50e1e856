package dev.assay.worker.wire.way;

import dev.assay.link.egress.EgressTarget;
import dev.assay.link.egress.Ip;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.TrustOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How calls get out of the operator's network, as his environment says it: through which proxy, and
 * which authorities are trusted beside the JVM's. Where calls may go is decided elsewhere and
 * before.
 */
public final class EgressWay {
  /** The proxy: {@code http://[user:password@]host:port}. */
  public static final String PROXY = "ASSAY_EGRESS_PROXY";

  /** What is called past it: hosts, suffixes, blocks of addresses. */
  public static final String NO_PROXY = "ASSAY_EGRESS_NO_PROXY";

  /** What it is asked for by name, and looks up itself. */
  public static final String PROXY_NAMES = "ASSAY_EGRESS_PROXY_NAMES";

  /** A file with certificates of authorities in PEM. */
  public static final String CA_FILE = "ASSAY_EGRESS_CA_FILE";

  /** Behind the proxy these are another machine's, or another network's. */
  private static final HostList NEAR =
      HostList.parse("", "127.0.0.0/8,::1/128,169.254.0.0/16,fe80::/10,fd00:ec2::/32");

  /** No proxy, and nobody trusted but those whom the JVM trusts. */
  public static final EgressWay DIRECT = of(name -> null);

  private final Optional<ProxyAddress> proxy;
  private final HostList past;
  private final HostList byName;
  private final Optional<TrustOptions> trust;

  private EgressWay(
      Optional<ProxyAddress> proxy, HostList past, HostList byName, Optional<TrustOptions> trust) {
    this.proxy = proxy;
    this.past = past;
    this.byName = byName;
    this.trust = trust;
  }

  /**
   * As an environment says it.
   *
   * @param environment value of a variable by name, null when not set
   * @throws IllegalArgumentException when a variable cannot be read, with a sentence
   */
  public static EgressWay of(UnaryOperator<String> environment) {
    return new EgressWay(
        given(environment, PROXY).map(ProxyAddress::parse),
        HostList.parse(NO_PROXY, environment.apply(NO_PROXY)),
        HostList.parse(PROXY_NAMES, environment.apply(PROXY_NAMES)),
        given(environment, CA_FILE).map(Path::of).map(CertificateBundle::read));
  }

  /** Whom to trust, when it is not only those whom the JVM trusts. */
  public Optional<TrustOptions> trust() {
    return trust;
  }

  /** Whether there is a proxy at all. */
  public boolean proxied() {
    return proxy.isPresent();
  }

  /** Whether the proxy is asked for this host by its name, so that nothing is looked up here. */
  public boolean byName(EgressTarget target) {
    return proxy.isPresent()
        && target.literal().isEmpty()
        && !past.hasName(target.host())
        && byName.hasName(target.host());
  }

  /**
   * The proxy for a host; empty when it is called past it. Loopback and link-local addresses always
   * are.
   *
   * @param addresses of the host, as they were checked; none when it is asked for by name
   */
  public Optional<ProxyOptions> proxy(EgressTarget target, List<Ip> addresses) {
    boolean direct =
        target.literal().isEmpty() && past.hasName(target.host())
            || !addresses.isEmpty()
                && addresses.stream().allMatch(ip -> past.hasAddress(ip) || NEAR.hasAddress(ip));
    return direct ? Optional.empty() : proxy.map(ProxyAddress::options);
  }

  private static Optional<String> given(UnaryOperator<String> environment, String name) {
    return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isBlank());
  }
}

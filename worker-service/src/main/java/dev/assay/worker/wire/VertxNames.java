package dev.assay.worker.wire;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.AddressResolver;
import io.vertx.core.impl.VertxInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Names by the resolver of Vert.x: the hosts file, then DNS, remembered for their time to live. */
public final class VertxNames implements NameLookup {
  private final AddressResolver resolver;

  public VertxNames(Vertx vertx) {
    this.resolver = ((VertxInternal) vertx).addressResolver();
  }

  @Override
  public Future<List<InetAddress>> all(String host) {
    Promise<List<InetSocketAddress>> found = Promise.promise();
    resolver.resolveHostnameAll(host, found);
    return found.future().map(all -> all.stream().map(InetSocketAddress::getAddress).toList());
  }
}

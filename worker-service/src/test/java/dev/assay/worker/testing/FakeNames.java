package dev.assay.worker.testing;

import dev.assay.worker.wire.NameLookup;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/** Names that resolve to what a test says, also to something else the next time. */
public final class FakeNames implements NameLookup {
  private final Map<String, ConcurrentLinkedDeque<Future<List<InetAddress>>>> known =
      new ConcurrentHashMap<>();
  private final AtomicInteger lookups = new AtomicInteger();

  /** From now on resolves to these. */
  public FakeNames set(String host, String... addresses) {
    known.put(host, new ConcurrentLinkedDeque<>());
    return then(host, addresses);
  }

  /** Resolves to these once what was set before was asked for; the last one stays. */
  public FakeNames then(String host, String... addresses) {
    known.get(host).add(Future.succeededFuture(parse(addresses)));
    return this;
  }

  /** Resolves when the test says so. */
  public Promise<List<InetAddress>> slow(String host) {
    Promise<List<InetAddress>> promise = Promise.promise();
    known.put(host, new ConcurrentLinkedDeque<>(List.of(promise.future())));
    return promise;
  }

  /** How often anything was looked up. */
  public int lookups() {
    return lookups.get();
  }

  @Override
  public Future<List<InetAddress>> all(String host) {
    lookups.incrementAndGet();
    ConcurrentLinkedDeque<Future<List<InetAddress>>> answers = known.get(host);
    if (answers == null) {
      return Future.failedFuture(new UnknownHostException(host));
    }
    return answers.size() > 1 ? answers.poll() : answers.peek();
  }

  private static List<InetAddress> parse(String... addresses) {
    List<InetAddress> parsed = new ArrayList<>();
    for (String address : addresses) {
      try {
        parsed.add(InetAddress.getByName(address));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(address, e);
      }
    }
    return parsed;
  }
}

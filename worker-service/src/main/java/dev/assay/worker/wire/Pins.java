package dev.assay.worker.wire;

import dev.assay.link.egress.Ip;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses one of the checked addresses of a host: the one of last time while the host still has it,
 * so that its connections are used again, and the next one after it could not be reached. Remembers
 * preferences only; what may be called is decided anew for every request.
 */
final class Pins {
  private static final int REMEMBERED = 1_000;

  private final Map<String, Ip> preferred =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Ip> eldest) {
          return size() > REMEMBERED;
        }
      };

  Ip choose(String host, List<InetAddress> checked) {
    Ip last = preferred.get(host);
    List<Ip> now = checked.stream().map(Ip::of).toList();
    if (last != null && now.contains(last)) {
      return last;
    }
    preferred.put(host, now.get(0));
    return now.get(0);
  }

  void unreachable(String host, Ip ip, List<InetAddress> checked) {
    List<Ip> all = checked.stream().map(Ip::of).toList();
    if (ip.equals(preferred.get(host))) {
      preferred.put(host, all.get((all.indexOf(ip) + 1) % all.size()));
    }
  }
}

package dev.assay.run.platform.http;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.Problem;
import dev.assay.run.platform.problem.RouteAnswers;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * Refuses addresses that are no URI, and addresses and headers that are too long, with a sentence.
 * The platform's own bounds are wider (application.properties): what is beyond those it ends with a
 * status alone.
 */
@Singleton
class AddressForm {
  /** Before whatever looks at the path, which fails for some of these. */
  private static final int EARLY = 1_900;

  private static final int LONGEST = 8 * 1024;
  private static final int MOST_OF_HEADERS = 20 * 1024;

  void register(@Observes Filters filters) {
    filters.register(AddressForm::check, EARLY);
  }

  private static void check(RoutingContext context) {
    Problem problem = wrong(context.request());
    if (problem == null) {
      context.next();
    } else {
      RouteAnswers.end(context, problem);
    }
  }

  private static Problem wrong(HttpServerRequest request) {
    String address = request.uri();
    if (address.length() > LONGEST) {
      return Problem.of(
          ErrorCode.ADDRESS_TOO_LONG,
          "The address is longer than " + LONGEST + " characters; ask for less at a time.");
    }
    int headers = 0;
    for (Map.Entry<String, String> header : request.headers()) {
      headers += header.getKey().length() + header.getValue().length();
    }
    if (headers > MOST_OF_HEADERS) {
      return Problem.of(
          ErrorCode.HEADERS_TOO_LARGE,
          "The headers are longer than "
              + MOST_OF_HEADERS
              + " characters together; leave some out, such as cookies of other sites.");
    }
    String reason = wrong(address);
    return reason == null
        ? null
        : Problem.of(ErrorCode.INVALID_REQUEST, "The address is not valid: " + reason + ".");
  }

  /** What is wrong with an address, as a part of a sentence; null for nothing. */
  static String wrong(String address) {
    try {
      URI unused = new URI(address);
    } catch (URISyntaxException e) {
      return spelled(address, e.getIndex());
    }
    return address.indexOf('%') < 0 || isText(address)
        ? null
        : "what its percent signs stand for is not UTF-8";
  }

  private static String spelled(String address, int at) {
    char c = at < 0 || at >= address.length() ? 0 : address.charAt(at);
    if (c == '%') {
      return "a percent sign must be followed by two digits from 0 to F, and is itself %25";
    }
    return c <= ' ' || c > '~'
        ? "it is not a URI; encode what is not a letter or digit"
        : "the character "
            + c
            + " must be written as %"
            + Integer.toHexString(c).toUpperCase(Locale.ROOT);
  }

  /** Whether the bytes that are encoded in it are UTF-8. */
  private static boolean isText(String address) {
    ByteBuffer bytes = ByteBuffer.allocate(address.length());
    for (int i = 0; i < address.length(); i++) {
      if (address.charAt(i) == '%') {
        bytes.put((byte) Integer.parseInt(address.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.put((byte) (address.charAt(i) & 0x7F));
      }
    }
    try {
      var unused = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}

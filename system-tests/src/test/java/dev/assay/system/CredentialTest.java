package dev.assay.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Cli;
import dev.assay.system.harness.EchoingProvider;
import dev.assay.system.harness.Invariants;
import dev.assay.system.harness.Items;
import dev.assay.system.harness.Needle;
import dev.assay.system.harness.Patience;
import dev.assay.system.harness.Stack;
import dev.assay.system.harness.Subscriber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A secret goes to its provider and nowhere else, whatever the provider does with it. */
class CredentialTest {
  private static final String SECRET = "sk/7Qm+vXz=Lw0pRt3uYb8nKd5sHj2gFc";
  private static final Needle NEEDLE = new Needle(SECRET);
  private static final int ITEMS = 60;

  /**
   * 38 seconds of calls: more than the command takes, also where it has to wait for a processor.
   */
  private static final int ROTATED = 500;

  private static Stack stack;
  private static EchoingProvider far;

  @BeforeAll
  static void start() {
    stack = Stack.start("credentials", 1);
    far = new EchoingProvider(SECRET);
  }

  @AfterAll
  static void stop() {
    if (far != null) {
      far.close();
    }
    if (stack != null) {
      stack.close();
    }
  }

  private static ObjectNode provider(String name, String url) {
    ObjectNode provider = Api.object().put("name", name).put("kind", "openai").put("base_url", url);
    provider.putObject("credential").put("value", SECRET);
    provider.putObject("models").putObject("simulated").put("price_in", 1).put("price_out", 2);
    return provider;
  }

  private static void clean(String what, String text) {
    assertThat(NEEDLE.in(text)).as("the secret in %s", what).isEmpty();
  }

  private static String text(String method, String path, JsonNode body) {
    String text = stack.api().send(method, path, body).text();
    clean(method + " " + path, text);
    return text;
  }

  @Test
  void shouldBeFoundInNothingThatARunProduces() throws IOException {
    // Given a provider that fails and answers and says the key back in all of it, and one that
    // accepts no key
    Api api = stack.api();
    api.importDataset("secret", Items.lines("secret", ITEMS));
    text("POST", "/v1/providers", provider("echo", far.url()));
    text("POST", "/v1/providers", provider("closed", far.closedUrl()));
    text("POST", "/v1/providers", provider("bad name", "no url"));
    text("POST", "/v1/providers", provider("extra", far.url()).put("secret", SECRET));
    Api.Reply cut = api.send("POST", "/v1/providers", "application/json", "{\"a\": " + SECRET);
    assertThat(cut.status()).isEqualTo(400);
    clean("a body that is no JSON", cut.text());

    // When it is tried out, and runs ask it whole and in streams, while somebody watches
    for (int i = 0; i < 6; i++) {
      text("POST", "/v1/providers/echo/test", Api.object());
    }
    assertThat(text("POST", "/v1/providers/closed/test", Api.object())).contains("\"auth\"");
    for (boolean streamed : List.of(false, true)) {
      ObjectNode launch = Items.launch("secret", "echo", 8);
      launch.withObject("/target").put("stream", streamed);
      launch.putObject("policy").put("max_attempts", 4);
      watched(launch);
    }
    watched(Items.launch("secret", "closed", 4));

    // Then it went to the provider, and is in no table, log, journal or file of the stack
    assertThat(far.withKey()).isGreaterThan(2 * ITEMS);
    for (Map<String, Object> table :
        stack.database().rows("select tablename from pg_tables where schemaname = 'public'")) {
      String name = table.get("tablename").toString();
      stack
          .database()
          .rows("select t::text as line from \"" + name + "\" t")
          .forEach(row -> clean("table " + name, String.valueOf(row.get("line"))));
    }
    assertThat(NEEDLE.below(stack.home())).isEmpty();
    assertThat(stack.home().resolve("broker")).isNotEmptyDirectory();
  }

  private static void watched(ObjectNode launch) throws IOException {
    String run = stack.api().launch(launch);
    JsonNode ended;
    try (Subscriber subscriber = new Subscriber(List.of(stack.url()), stack.key(), run, 0)) {
      ended = stack.api().awaitEnd(run);
      await().atMost(Patience.LONG).until(subscriber::over);
      subscriber.events().forEach(event -> clean("event " + event.id(), event.data()));
      subscriber.passing().forEach(event -> clean("passing " + event.type(), event.data()));
    }
    clean("the run", ended.toString());
    for (String format : List.of("json", "jsonl", "csv")) {
      text("GET", "/v1/runs/" + run + "/export?format=" + format, null);
    }
    text("GET", "/v1/runs/" + run + "/items?limit=100", null);
    for (int n = 1; n <= ITEMS; n++) {
      text("GET", "/v1/runs/" + run + "/items/" + n, null);
    }
    Invariants.check(stack.database(), run);
  }

  @Test
  void shouldGoOnWhenTheKeyIsRotatedInTheMiddleOfARun() throws IOException {
    // Given a run that takes a while, under a sealed credential
    Api api = stack.api();
    api.importDataset("rotate", Items.lines("rotate", ROTATED));
    ObjectNode provider = provider("rotated", stack.simulator().url() + "/v1");
    provider.putObject("headers").put("x-assay-sim", Api.object().put("latency", 600).toString());
    api.ask("POST", "/v1/providers", provider);
    Path keys = stack.home().resolve("secrets/master-key");
    String before = Files.readString(keys).strip();
    String run = api.launch(Items.launch("rotate", "rotated", 8));
    await().atMost(Patience.LONG).until(() -> stack.database().settled(run) > 8);

    // When the key is rotated
    Cli.Result rotated = stack.cli().run("providers", "rotate", "--format", "json");

    // Then nothing failed, and the credential is under the new key
    assertThat(rotated.code()).as(rotated.err()).isZero();
    assertThat(Api.json(rotated.out()).path("resealed").asInt()).isPositive();
    assertThat(Files.readAllLines(keys)).hasSize(2).element(1).isEqualTo(before);
    assertThat(stack.database().settled(run)).isLessThan(ROTATED);
    JsonNode ended = api.awaitEnd(run);
    assertThat(ended.path("counts").path("errored").asInt()).isZero();
    JsonNode again = api.ask("POST", "/v1/providers/rotate", Api.object());
    assertThat(again.path("resealed").asInt()).isZero();
    Invariants.check(stack.database(), run);
  }

  @Test
  void shouldEndWhenTheProviderIsDeletedInTheMiddleOfARun() {
    // Given
    Api api = stack.api();
    // So many that the command, however slow, comes into the middle of it
    api.importDataset("deleted", Items.lines("deleted", 5_000));
    api.simulatedOverHttp("deleted", stack.simulator(), Api.object().put("latency", 600));
    String run = api.launch(Items.launch("deleted", "deleted", 8));
    await().atMost(Patience.LONG).until(() -> stack.database().settled(run) > 8);

    // When
    Cli.Result removed = stack.cli().run("providers", "remove", "deleted");

    // Then what was asked is answered, and the rest says why it was not
    assertThat(removed.code()).as(removed.err()).isZero();
    JsonNode ended = api.awaitEnd(run);
    assertThat(ended.path("counts").path("errored").asInt()).isPositive();
    assertThat(api.ask("GET", "/v1/runs/" + run + "/items?status=error", null).toString())
        .contains("UNKNOWN_PROVIDER");
    Invariants.check(stack.database(), run);
  }
}

package dev.assay.cli.stack;

import dev.assay.cli.stack.home.Layout;
import dev.assay.cli.stack.home.Ports;
import dev.assay.cli.stack.home.Secrets;
import dev.assay.cli.stack.home.StackException;
import dev.assay.cli.stack.postgres.PostgresCluster;
import dev.assay.cli.stack.process.Probe;
import dev.assay.cli.stack.process.ServiceSpec;
import dev.assay.cli.stack.process.StopSignal;
import dev.assay.link.egress.EgressRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The processes of a local stack: their commands, memory, ports and environment. */
final class StackPlan {
  static final String POSTGRES = "postgres";
  static final String BROKER = "broker";
  static final String RUN_SERVICE = "run-service";
  static final String WORKER = "worker-service";
  static final String SCORING = "scoring-service";
  static final String SIMULATOR = "simulator";

  /** One line per record for the processes that log through java.util.logging. */
  static final String LOG_FORMAT =
      "-Djava.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL %4$s %5$s%6$s%n";

  /** Classes of a service, parsed and checked by the build; another Java passes over it. */
  static final String ARCHIVE = "app-cds.jsa";

  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration SERVICE_PATIENCE = Duration.ofSeconds(5);
  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(15);

  /** Children of a killed postmaster linger and hold its memory: starts are refused meanwhile. */
  private static final Duration POSTGRES_PATIENCE = Duration.ofSeconds(45);

  private final Layout layout;
  private final Path install;
  private final Secrets secrets;
  private final Ports ports;
  private final int workers;
  private final List<String> jvmOptions;

  /**
   * @param jvmOptions of every service, after the stack's own
   */
  StackPlan(
      Layout layout,
      Path install,
      Secrets secrets,
      Ports ports,
      int workers,
      List<String> jvmOptions) {
    this.layout = layout;
    this.install = install;
    this.secrets = secrets;
    this.ports = ports;
    this.workers = workers;
    this.jvmOptions = jvmOptions;
  }

  /** Options for the JVM of every service that the user wrote down, apart by blanks. */
  static List<String> chosenJvmOptions() {
    return words(System.getenv("ASSAY_JVM_OPTIONS"));
  }

  static List<String> words(String text) {
    return text == null || text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }

  /** Port of each process, chosen now. */
  Map<String, Integer> choosePorts() {
    Map<String, Integer> chosen = new LinkedHashMap<>();
    chosen.put(RUN_SERVICE, ports.choose(RUN_SERVICE, Ports.WELL_KNOWN));
    for (String name : List.of(POSTGRES, BROKER, SCORING, SIMULATOR)) {
      chosen.put(name, ports.choose(name, 0));
    }
    workerNames().forEach(name -> chosen.put(name, ports.choose(name, 0)));
    ports.keep();
    return chosen;
  }

  /** {@code worker-service}, {@code worker-service-2}, … */
  List<String> workerNames() {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= workers; i++) {
      names.add(i == 1 ? WORKER : WORKER + "-" + i);
    }
    return names;
  }

  /**
   * @throws StackException when a service has not been built
   */
  void requireBuilt() {
    for (String service : List.of(RUN_SERVICE, WORKER, SCORING)) {
      if (!Files.exists(jar(service))) {
        throw new StackException(
            jar(service) + " is missing. Start through the assay script, which builds it.");
      }
    }
  }

  ServiceSpec postgres(PostgresCluster cluster, int port) {
    return new ServiceSpec(
        POSTGRES,
        cluster.command(port),
        Map.of("TZ", "UTC"),
        layout.log(POSTGRES),
        layout.postgresData().toString(),
        cluster::isReady,
        POSTGRES_PATIENCE,
        StopSignal.INTERRUPT,
        null);
  }

  ServiceSpec broker(Map<String, Integer> chosen) {
    List<String> command = java(BROKER, 256);
    command.add(LOG_FORMAT);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(BrokerMain.class.getName());
    Map<String, String> environment = brokerAccess(chosen);
    environment.put("ASSAY_BROKER_DATA", layout.brokerData().toString());
    return service(BROKER, command, environment, Probe.port(chosen.get(BROKER)), BROKER_PATIENCE);
  }

  ServiceSpec runService(Map<String, Integer> chosen) {
    Map<String, String> environment = brokerAccess(chosen);
    environment.putAll(
        Map.of(
            "ASSAY_DB_HOST", LOOPBACK,
            "ASSAY_DB_PORT", chosen.get(POSTGRES).toString(),
            "ASSAY_DB_NAME", PostgresCluster.NAME,
            "ASSAY_DB_USER", PostgresCluster.LOGIN,
            "ASSAY_DB_PASSWORD", secrets.password("postgres-app-password"),
            "ASSAY_DB_OWNER_USER", PostgresCluster.NAME,
            "ASSAY_DB_OWNER_PASSWORD", secrets.password("postgres-password"),
            "ASSAY_BOOTSTRAP_KEY_FILE", layout.apiKey().toString(),
            "ASSAY_MASTER_KEY_FILE", secrets.masterKeyFile().toString(),
            "ASSAY_LOCAL_SIMULATOR_URL", simulatorUrl(chosen)));
    admitOwnMachine(environment);
    return quarkus(RUN_SERVICE, RUN_SERVICE, 384, environment, chosen);
  }

  ServiceSpec worker(String name, Map<String, Integer> chosen) {
    Map<String, String> environment = brokerAccess(chosen);
    environment.put("ASSAY_MASTER_KEY_FILE", secrets.masterKeyFile().toString());
    environment.put("ASSAY_LOCAL_SIMULATOR_URL", simulatorUrl(chosen));
    admitOwnMachine(environment);
    environment.put("ASSAY_RUN_URL", url(chosen));
    return quarkus(name, WORKER, 256, environment, chosen);
  }

  /**
   * The simulator and model servers on this machine may be called, unless the user said what may.
   */
  private static void admitOwnMachine(Map<String, String> environment) {
    String chosen = System.getenv(EgressRules.VARIABLE);
    environment.put(EgressRules.VARIABLE, chosen == null ? "127.0.0.0/8,::1/128" : chosen);
  }

  ServiceSpec scoring(Map<String, Integer> chosen) {
    return quarkus(SCORING, SCORING, 256, brokerAccess(chosen), chosen);
  }

  ServiceSpec simulator(Map<String, Integer> chosen) {
    Path app = install.resolve(WORKER).resolve("target/quarkus-app");
    int port = chosen.get(SIMULATOR);
    List<String> command = java(SIMULATOR, 128);
    command.addAll(
        List.of(
            "-cp",
            app.resolve("lib/main") + "/*:" + app.resolve("app") + "/*",
            "dev.assay.simulator.SimulatorServer",
            "--port",
            Integer.toString(port)));
    return service(SIMULATOR, command, Map.of(), Probe.port(port), SERVICE_PATIENCE);
  }

  static String url(Map<String, Integer> chosen) {
    return "http://" + LOOPBACK + ":" + chosen.get(RUN_SERVICE);
  }

  private static String simulatorUrl(Map<String, Integer> chosen) {
    return "http://" + LOOPBACK + ":" + chosen.get(SIMULATOR);
  }

  private ServiceSpec quarkus(
      String name,
      String module,
      int megabytes,
      Map<String, String> environment,
      Map<String, Integer> chosen) {
    int port = chosen.get(name);
    environment.put("QUARKUS_HTTP_HOST", LOOPBACK);
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    Path app = jar(module).getParent();
    List<String> command = java(name, megabytes);
    if (Files.exists(app.resolve(ARCHIVE))) {
      command.addAll(List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-Xlog:cds*=error"));
    }
    // By its bare name, as when the archive was made: one holds for the same class path only.
    command.addAll(List.of("-jar", jar(module).getFileName().toString()));
    return service(
            name, command, environment, Probe.http(port, "/q/health/ready"), SERVICE_PATIENCE)
        .in(app);
  }

  private ServiceSpec service(
      String name,
      List<String> command,
      Map<String, String> environment,
      Probe ready,
      Duration patience) {
    return new ServiceSpec(
        name,
        command,
        environment,
        layout.log(name),
        marker(name),
        ready,
        patience,
        StopSignal.TERMINATE,
        null);
  }

  private Map<String, String> brokerAccess(Map<String, Integer> chosen) {
    Map<String, String> environment = new HashMap<>();
    environment.put("ASSAY_BROKER_HOST", LOOPBACK);
    environment.put("ASSAY_BROKER_PORT", chosen.get(BROKER).toString());
    environment.put("ASSAY_BROKER_USER", "assay");
    environment.put("ASSAY_BROKER_PASSWORD", secrets.password("broker-password"));
    return environment;
  }

  private List<String> java(String name, int megabytes) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                marker(name),
                "-Xmx" + megabytes + "m",
                // A small heap that grows: by default what a start leaves behind is kept for good.
                "-Xms" + megabytes / 8 + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xshare:auto"));
    // After ours: of an option that stands twice the JVM takes the last.
    command.addAll(jvmOptions);
    return command;
  }

  private String marker(String name) {
    return "-Dassay.process=" + name + "@" + layout.home();
  }

  private Path jar(String module) {
    return install.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
  }
}

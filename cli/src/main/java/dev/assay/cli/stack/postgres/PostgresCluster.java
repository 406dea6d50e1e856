package dev.assay.cli.stack.postgres;

import dev.assay.cli.stack.home.StackException;
import dev.assay.cli.terminal.FileTrouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One PostgreSQL data directory: created on the first start, kept for ever, always started with
 * full durability.
 */
public final class PostgresCluster {
  /** The database, and the role that owns it: it migrates, and nothing else is done as it. */
  public static final String NAME = "assay";

  /** What run-service logs in as: it owns nothing, and may only work as one of two other roles. */
  public static final String LOGIN = "assay_app";

  /** In the data directory: the roles of run-service are there. */
  private static final String ROLES_MADE = "assay-roles";

  /**
   * Roles, as docs/operations.md tells operators to make them. Once more does no harm, so that a
   * start that was cut short is simply done again. Statements end with an empty line here.
   */
  private static final String ROLES =
      """
      do $$ begin
        if not exists (select from pg_roles where rolname = 'assay_engine') then
          create role assay_engine nologin;
        end if;
        if not exists (select from pg_roles where rolname = 'assay_request') then
          create role assay_request nologin;
        end if;
        if not exists (select from pg_roles where rolname = '%1$s') then
          create role %1$s login noinherit;
        end if;
      end $$;

      alter role %1$s password '%2$s';

      grant assay_engine, assay_request to %1$s with inherit false, set true;

      """;

  private static final String UNFINISHED = "initdb-";
  private static final String SUPERUSER = "postgres";

  private final PostgresPrograms programs;
  private final Path data;

  /**
   * @param installation the folder with {@code bin/postgres}
   * @param data its data directory, which need not exist
   */
  public PostgresCluster(Path installation, Path data) {
    this.programs = new PostgresPrograms(installation.resolve("bin"));
    this.data = data;
  }

  /**
   * Makes the data directory ready to start: creates it with its roles and database when it is not
   * there, makes roles that an earlier build did not have, and removes the pid file of a postmaster
   * that is gone.
   *
   * @param ownerPassword of the role {@link #NAME}; letters and digits only
   * @param loginPassword of the role {@link #LOGIN}; letters and digits only
   * @param superuserPassword letters and digits only
   * @throws StackException when PostgreSQL's own programs fail, with what they said
   */
  public void prepare(String ownerPassword, String loginPassword, String superuserPassword) {
    try {
      if (!Files.exists(data.resolve("PG_VERSION"))) {
        create(ownerPassword, superuserPassword);
      }
      removeStalePidFile();
      if (!Files.exists(data.resolve(ROLES_MADE))) {
        single(data, ROLES.formatted(LOGIN, loginPassword));
        Files.createFile(data.resolve(ROLES_MADE));
      }
    } catch (IOException e) {
      throw new StackException(
          "Cannot prepare PostgreSQL in " + data + " (" + FileTrouble.said(e) + ").", e);
    }
  }

  /** Ends a preparation that is under way, which then throws; none can begin afterwards. */
  public void abandon() {
    programs.abandon();
  }

  /**
   * The command that runs the server in the foreground of its process.
   *
   * @param port on 127.0.0.1; there is no other way in
   */
  public List<String> command(int port) {
    List<String> command = programs.command("postgres");
    command.addAll(List.of("-D", data.toString()));
    for (String setting :
        List.of(
            "port=" + port,
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "max_connections=100",
            "shared_buffers=128MB",
            "max_wal_size=1GB",
            "wal_compression=on",
            "log_destination=stderr",
            "logging_collector=off")) {
      command.addAll(List.of("-c", setting));
    }
    return command;
  }

  /** True when the postmaster says in its pid file that it accepts connections. */
  public boolean isReady(long pid) {
    List<String> lines = pidFile(data);
    return lines.size() >= 8
        && lines.get(0).strip().equals(Long.toString(pid))
        && lines.get(7).strip().equals("ready");
  }

  /** The postmaster that runs on a data directory, whoever started it. */
  public static Optional<ProcessHandle> running(Path data) {
    List<String> lines = pidFile(data);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
        .filter(ProcessHandle::isAlive)
        .filter(p -> p.info().commandLine().map(c -> c.contains(data.toString())).orElse(false));
  }

  private void create(String ownerPassword, String superuserPassword) throws IOException {
    Path parent = data.toAbsolutePath().getParent();
    removeUnfinished(parent);
    // Created beside and renamed last: a start that was cut short leaves no half cluster.
    Path fresh = Files.createTempDirectory(parent, UNFINISHED);
    Path passwordFile = Files.createTempFile("assay", ".pw");
    try {
      Files.writeString(passwordFile, superuserPassword + "\n");
      List<String> initdb = programs.command("initdb");
      initdb.addAll(
          List.of(
              "-D",
              fresh.toString(),
              "-U",
              SUPERUSER,
              "-A",
              "scram-sha-256",
              "-E",
              "UTF8",
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--pwfile=" + passwordFile));
      programs.run(initdb, "");
      single(
          fresh,
          ("create role " + NAME + " login password '" + ownerPassword + "';\n\n")
              + ("create database " + NAME + " owner " + NAME + ";\n\n"));
      Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(passwordFile);
    }
  }

  /** Statements without a server, as the superuser. */
  private void single(Path directory, String statements) throws IOException {
    List<String> single = programs.command("postgres");
    single.addAll(List.of("--single", "-j", "-D", directory.toString(), SUPERUSER));
    programs.run(single, statements);
  }

  private static void removeUnfinished(Path parent) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, UNFINISHED + "*")) {
      for (Path folder : folders) {
        try (Stream<Path> below = Files.walk(folder)) {
          for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
    }
  }

  private void removeStalePidFile() throws IOException {
    // PostgreSQL refuses to start when the old number now belongs to any other process.
    if (!pidFile(data).isEmpty() && running(data).isEmpty()) {
      Files.deleteIfExists(data.resolve("postmaster.pid"));
    }
  }

  /**
   * Checks that PostgreSQL may run for this user.
   *
   * @throws StackException when it may not, with what to do
   */
  public static void requireAllowed() {
    AccountWrapper unused = AccountWrapper.forThisUser();
  }

  private static List<String> pidFile(Path data) {
    try {
      return Files.readAllLines(data.resolve("postmaster.pid"), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new StackException("Cannot read " + data.resolve("postmaster.pid") + ".", e);
    }
  }
}

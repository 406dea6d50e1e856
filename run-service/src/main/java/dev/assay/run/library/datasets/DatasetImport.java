package dev.assay.run.library.datasets;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.run.library.datasets.DatasetRepository.Locked;
import dev.assay.run.library.datasets.json.ItemParser;
import dev.assay.run.library.datasets.reading.BadLines;
import dev.assay.run.library.datasets.reading.ItemSink;
import dev.assay.run.library.datasets.staging.Staged;
import dev.assay.run.library.datasets.staging.Staging;
import dev.assay.run.library.datasets.upload.Upload;
import dev.assay.run.library.datasets.upload.UploadConfig;
import dev.assay.run.library.datasets.upload.UploadReader;
import dev.assay.run.platform.db.Sessions;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes versions of datasets from uploads and from items given inline. */
@ApplicationScoped
public class DatasetImport {
  private final Sessions sessions;
  private final Datasets datasets;
  private final UploadReader reader;
  private final VersionWriter writer;
  private final UploadConfig config;

  DatasetImport(
      Sessions sessions,
      Datasets datasets,
      UploadReader reader,
      VersionWriter writer,
      UploadConfig config) {
    this.sessions = sessions;
    this.datasets = datasets;
    this.reader = reader;
    this.writer = writer;
    this.config = config;
  }

  /** A version that was made or found, and what was left out of the upload. */
  record Imported(VersionWriter.Written written, BadLines bad) {}

  /** Where an upload goes: a dataset that may have to be made for it. */
  record Target(UUID workspaceId, String name, boolean create) {}

  /**
   * Reads a body to its end on a worker thread, then stores it in one transaction, in which the
   * dataset is made too: an upload that is refused leaves nothing behind.
   *
   * @param body read as a stream
   */
  Uni<Imported> upload(Target target, InputStream body, Upload upload) {
    BadLines bad = new BadLines(config.reportedLines());
    return Uni.createFrom()
        .item(() -> Staging.onDisk(bad, upload.skipBad(), config.maxRows()))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .flatMap(staging -> upload(target, body, upload, staging, bad))
        // A client that goes away ends neither the reading nor the transaction half-way: they come
        // to their own end, where what they hold is freed.
        .memoize()
        .indefinitely();
  }

  /** Called on a worker thread, where it may block. */
  private Uni<Imported> upload(
      Target target, InputStream body, Upload upload, Staging staging, BadLines bad) {
    return Uni.createFrom()
        .item(() -> read(body, upload, staging, bad))
        .flatMap(
            staged ->
                store(target.workspaceId(), () -> dataset(target), staged)
                    .map(written -> new Imported(written, staged.bad())))
        .eventually(staging::close);
  }

  /**
   * Makes or finds the version with these items; the dataset is made when it is not there.
   *
   * @param items as in a line of JSONL
   * @return fails with VALIDATION_FAILED and the items' fields, or EMPTY_DATASET
   */
  public Uni<DatasetVersion> inline(UUID workspaceId, String name, List<JsonNode> items) {
    Staging staging = Staging.inMemory(new BadLines(config.reportedLines()), config.maxRows());
    return Uni.createFrom()
        .item(() -> gather(items, staging))
        .flatMap(staged -> store(workspaceId, () -> datasets.ensure(workspaceId, name), staged))
        .map(VersionWriter.Written::version)
        .eventually(staging::close);
  }

  /**
   * Makes or finds the version with items that come from elsewhere in the service; the dataset is
   * made when it is not there.
   *
   * @param fill gives all items to the sink, on threads that may block
   * @return fails as an upload does
   */
  public Uni<DatasetVersion> frozen(
      UUID workspaceId, String name, Function<ItemSink, Uni<Void>> fill) {
    return filled(workspaceId, () -> datasets.ensure(workspaceId, name), fill)
        .map(VersionWriter.Written::version);
  }

  /**
   * As {@link #frozen}, for items that go on from a version: what was made of the dataset meanwhile
   * would be lost with the next one.
   *
   * @param base the newest version when the items were gathered, 0 for none
   * @return fails with CONFLICT when there is a newer one by now
   */
  public Uni<DatasetVersion> after(
      UUID workspaceId, String name, int base, Function<ItemSink, Uni<Void>> fill) {
    return filled(
            workspaceId,
            () ->
                datasets
                    .ensure(workspaceId, name)
                    .invoke(
                        locked -> {
                          if (locked.row().latestVersion != base) {
                            throw overtaken(name);
                          }
                        }),
            fill)
        .map(VersionWriter.Written::version);
  }

  private static ProblemException overtaken(String name) {
    return new ProblemException(
        ErrorCode.CONFLICT,
        "A version of the dataset " + name + " was made at the same time; send it again.");
  }

  private Uni<VersionWriter.Written> filled(
      UUID workspaceId, Supplier<Uni<Locked>> dataset, Function<ItemSink, Uni<Void>> fill) {
    return Uni.createFrom()
        .item(() -> Staging.onDisk(new BadLines(config.reportedLines()), false, config.maxRows()))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .flatMap(
            staging ->
                fill.apply(staging)
                    .map(filled -> staging.finish())
                    .flatMap(staged -> store(workspaceId, dataset, staged))
                    .eventually(staging::close));
  }

  private Uni<Locked> dataset(Target target) {
    return target.create()
        ? datasets.ensure(target.workspaceId(), target.name())
        : datasets.lock(target.workspaceId(), target.name());
  }

  /**
   * Reads items as {@link #inline} does, and stores nothing.
   *
   * @return a version without id, number and time
   */
  public Uni<Unstored> unstored(String name, List<JsonNode> items) {
    Staging staging = Staging.inMemory(new BadLines(config.reportedLines()), config.maxRows());
    return Uni.createFrom()
        .item(() -> Unstored.of(name, gather(items, staging)))
        .eventually(staging::close);
  }

  /** Said whose it is, for this may go on on the worker thread that has read the body. */
  private Uni<VersionWriter.Written> store(
      UUID workspaceId, Supplier<Uni<Locked>> dataset, Staged staged) {
    return sessions
        .of(workspaceId)
        .inTransaction(() -> dataset.get().flatMap(locked -> writer.write(locked, staged)));
  }

  private Staged read(InputStream body, Upload upload, Staging staging, BadLines bad) {
    reader.read(body, upload, staging, bad);
    return staging.finish();
  }

  private static Staged gather(List<JsonNode> items, Staging staging) {
    List<Violation> wrong = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      String path = "items[" + i + "]";
      int line = i + 1;
      try (JsonParser parser = items.get(i).traverse()) {
        parser.nextToken();
        ItemParser.parse(
                parser,
                (at, field, reason) ->
                    wrong.add(new Violation(field.isEmpty() ? path : path + "." + field, reason)))
            .ifPresent(item -> staging.accept(line, line, item));
      } catch (IOException e) {
        wrong.add(new Violation(path, e.getMessage()));
      }
    }
    if (!wrong.isEmpty()) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "Some of the items are not valid; see violations.",
          wrong.subList(0, Math.min(wrong.size(), 1_000)));
    }
    return staging.finish();
  }
}

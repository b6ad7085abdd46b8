package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.batch.BatchIndex;
import dev.createdump.engine.batch.BatchMarkdown;
import dev.createdump.engine.batch.BatchRow;
import dev.createdump.engine.batch.Partition;
import dev.createdump.engine.batch.Places;
import dev.createdump.engine.bucket.Stores;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.plugin.PluginHost;
import dev.createdump.engine.policy.ConfigLoader;
import dev.createdump.engine.policy.ConfigSources;
import dev.createdump.engine.policy.Keys;
import dev.createdump.engine.policy.Origin;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.policy.Settings;
import dev.createdump.engine.redact.Proof;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.source.Commit;
import dev.createdump.engine.source.GitDirectory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The flow for the projects of a repository: the tree is listed once and divided, each project is
/// dumped by {@link CreateTreeDump} under its own configuration and in a directory of its own,
/// several at a time, and one index tells them all. What fails in one project is told and stops no
/// other.
public final class BatchDump {
  private static final String DEFAULT_DIRECTORY = "dumps";

  private final Supplier<Stores> stores;
  private final PluginHost plugins;
  private final Events events;
  private final ExitOrder codes;
  private final Consumer<Outcome> made;

  /// @param stores where dumps can be stored; asked only when something is to be
  /// @param plugins those that may be loaded
  /// @param events told how far the work is
  /// @param codes what each project ends with
  /// @param made takes each dump that was made; called from several threads
  public BatchDump(
      Supplier<Stores> stores,
      PluginHost plugins,
      Events events,
      ExitOrder codes,
      Consumer<Outcome> made) {
    this.stores = stores;
    this.plugins = plugins;
    this.events = events;
    this.codes = codes;
    this.made = made;
  }

  /// What a batch came to.
  ///
  /// @param directory where the index and the directories of the projects are
  /// @param files the index, for programs and for people; none where nothing was written
  public record Result(BatchIndex index, Path directory, List<Path> files) {}

  /// Dumps all projects.
  ///
  /// @throws Failure where not even the projects can be told; what fails in one stands in the index
  public Result run(BatchRequest request) throws Failure {
    TreeRequest tree = request.tree();
    events.step(Events.Step.SOURCE);
    ConfigSources sources = PolicyFacts.known(tree.config(), tree.ci(), tree.root());
    Resolved config = ConfigLoader.load(sources);
    Settings settings = config.settings();
    TreeRequest common = tree.of(tree.root(), sources, tree.ci(), tree.clock().stopped());
    // Before anything is read of it.
    GitWitness git = GitWitness.around(tree.root());
    try (TreeOrigin origin = TreeOrigin.open(common, settings.source())) {
      BatchProjects projects = new BatchProjects(request, config, origin.below());
      Partition partition = projects.divide(origin.source().entries());
      Path top = GitDirectory.workTreeOf(tree.root()).orElse(tree.root());
      BatchOwners owners = BatchOwners.of(origin);
      BatchSince since =
          tree.detail().since().isEmpty()
              ? null
              : BatchSince.of(common, settings.source(), origin, partition);
      List<BatchJob> jobs = new ArrayList<>();
      try (BatchConfigs configs =
          new BatchConfigs(sources, config, top, origin, partition.parts())) {
        Map<String, String> places = places(partition, configs, origin);
        for (Partition.Part part : partition.parts()) {
          String idle = since == null ? "" : since.idle(part);
          jobs.add(BatchJob.of(part, owners.of(part), configs, places, idle));
        }
      }
      Path directory = directory(config);
      BatchProgress progress = new BatchProgress(events, jobs, !tree.dry());
      BatchRun run =
          new BatchRun(
              common,
              origin,
              git,
              directory,
              job -> new CreateTreeDump(stores, plugins, progress.of(job)),
              codes,
              made);
      events.step(Events.Step.SCAN);
      List<BatchRun.Told> told = request.list() ? run.list(jobs) : run.dump(jobs, request.jobs());
      List<String> notes = projects.notes(config.notes());
      notes.addAll(origin.emptiness(common));
      BatchIndex index = index(common, config, origin, told, notes, partition.outside().size());
      prove(index, told);
      boolean written = !request.list() && !tree.dry();
      return new Result(index, directory, written ? write(directory, index) : List.of());
    }
  }

  private static Map<String, String> places(
      Partition partition, BatchConfigs configs, TreeOrigin origin) {
    List<String> directories = new ArrayList<>();
    for (Partition.Part part : partition.parts()) {
      directories.add(configs.whole(part.directory()));
    }
    return Places.of(directories, origin.repository().name());
  }

  /// A batch makes many directories, which belong into one of their own.
  private static Path directory(Resolved config) {
    return config.origin(Keys.OUTPUT_DIR) instanceof Origin.Default
        ? Path.of(DEFAULT_DIRECTORY)
        : Path.of(config.settings().output().dir());
  }

  private BatchIndex index(
      TreeRequest request,
      Resolved config,
      TreeOrigin origin,
      List<BatchRun.Told> told,
      List<String> notes,
      int outside) {
    int code = 0;
    List<BatchRow> rows = new ArrayList<>();
    for (BatchRun.Told one : told) {
      rows.add(one.row());
      code = codes.worse(code, one.row().exitCode());
    }
    Commit commit = origin.commit();
    CiContext.Repository of = origin.repository();
    String chosen = config.settings().output().name();
    return new BatchIndex(
        chosen.isEmpty() ? origin.batch(request) : chosen,
        request.toolVersion(),
        safe(of.owner().isEmpty() ? of.name() : of.owner() + "/" + of.name()),
        origin.source().kind().label(),
        commit == null ? "" : commit.id().hex(),
        safe(origin.below()),
        outside,
        code,
        notes,
        rows);
  }

  private static String safe(String text) {
    return Redactor.standalone(text).value();
  }

  /// What one project's rules found may stand in another's name: then nothing is told at all.
  private static void prove(BatchIndex index, List<BatchRun.Told> told) throws Failure.Scan {
    String json = index.json();
    for (BatchRun.Told one : told) {
      Proof proof = one.proof();
      if (proof != null) {
        proof.clear(json, "the index of the batch");
      }
    }
  }

  private static List<Path> write(Path directory, BatchIndex index) throws Failure {
    List<String> names = List.of(index.name() + ".index.md", index.name() + ".index.json");
    List<String> texts = List.of(BatchMarkdown.of(index), index.json());
    try (OutputDirectory out = OutputDirectory.open(directory, Redactor.of(List.of(), null))) {
      for (int i = 0; i < names.size(); i++) {
        byte[] bytes = texts.get(i).getBytes(StandardCharsets.UTF_8);
        out.stage(names.get(i), "text/plain", stream -> stream.write(bytes));
      }
      return out.commit(names);
    }
  }
}

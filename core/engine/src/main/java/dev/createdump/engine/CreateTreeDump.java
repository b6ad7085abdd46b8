package dev.createdump.engine;

import dev.createdump.engine.archive.ArchiveFormat;
import dev.createdump.engine.archive.ArchiveWriter;
import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.Secret;
import dev.createdump.engine.bucket.Stores;
import dev.createdump.engine.cache.FileFacts;
import dev.createdump.engine.cache.StandingDump;
import dev.createdump.engine.cache.Witness;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.language.Languages;
import dev.createdump.engine.manifest.Manifest;
import dev.createdump.engine.manifest.SealedFile;
import dev.createdump.engine.plugin.PluginHost;
import dev.createdump.engine.plugin.Plugins;
import dev.createdump.engine.policy.ConfigLoader;
import dev.createdump.engine.policy.Keys;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.policy.Settings;
import dev.createdump.engine.policy.TreeSettings;
import dev.createdump.engine.redact.RedactionKey;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.scan.ForeignScanException;
import dev.createdump.engine.scan.RuleSet;
import dev.createdump.engine.sign.Signing;
import dev.createdump.engine.source.Mark;
import dev.createdump.engine.source.Selection;
import dev.createdump.engine.suppress.RepositoryFiles;
import dev.createdump.engine.suppress.SuppressionFiles;
import dev.createdump.engine.tree.Importance;
import dev.createdump.engine.tree.Room;
import dev.createdump.engine.tree.TreeArchive;
import dev.createdump.engine.tree.TreeDump;
import dev.createdump.engine.tree.TreeNote;
import dev.createdump.engine.tree.TreeScan;
import dev.createdump.spi.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The flow for trees: what {@link CreateDump} is for a change. One tree becomes one sealed dump:
/// source, scan, redact, render, seal and publish.
public final class CreateTreeDump {
  /// What is held in memory as a whole, several times at once, must stay below this.
  private static final long LARGEST_SHOWN = 16 << 20;

  private static final long FIRST_OF_1980 = 315_532_800;

  private final Supplier<Stores> stores;
  private final PluginHost plugins;
  private final Events events;

  /// @param stores where dumps can be stored; asked only when something is to be
  /// @param events told how far the work is
  public CreateTreeDump(Supplier<Stores> stores, Events events) {
    this(stores, PluginHost.none(), events);
  }

  /// @param stores where dumps can be stored; asked only when something is to be
  /// @param plugins those that may be loaded
  /// @param events told how far the work is
  public CreateTreeDump(Supplier<Stores> stores, PluginHost plugins, Events events) {
    this.stores = stores;
    this.plugins = plugins;
    this.events = events;
  }

  /// Makes the dump of a tree.
  ///
  /// @throws Failure where it cannot be made; then nothing is left half-written
  public TreeRun run(TreeRequest request) throws Failure {
    events.step(Events.Step.SOURCE);
    request.packing().require(request.formats());
    Resolved config =
        ConfigLoader.load(PolicyFacts.known(request.config(), request.ci(), request.root()));
    Settings settings = config.settings();
    Path directory = Path.of(settings.output().dir());
    Start start = start(request, config, GitWitness.around(request.root()), List.of());
    if (start.standing() != null) {
      return new TreeRun.Standing(start.standing());
    }
    try (Uploads uploads = uploads(request, settings, start, directory.resolve("outbox"));
        TreeOrigin origin = TreeOrigin.open(request, settings.source())) {
      Part whole = new Part(config, selection(config), origin, directory, directory, List.of());
      Room room = Room.beside(origin.source().entries().size());
      return run(request, whole, start, uploads, room);
    } catch (ForeignScanException e) {
      throw e.failure();
    } catch (IOException e) {
      throw new UncheckedIOException("what was read can no longer be read", e);
    }
  }

  /// One tree of several that were found together.
  ///
  /// @param config what holds in it
  /// @param directory where its files are written
  /// @param writes that itself, or a directory around it in which all files of the run lie
  /// @param depends what else its dump depends on
  record Part(
      Resolved config,
      Selection selection,
      TreeOrigin origin,
      Path directory,
      Path writes,
      List<String> depends) {}

  /// Makes the dump of a part of a tree.
  ///
  /// @param git looked at before the tree was listed
  /// @param outbox for what stores that are not reached do not take
  /// @throws Failure where it cannot be made; then nothing is left half-written
  TreeRun run(TreeRequest request, Part part, GitWitness git, Path outbox) throws Failure {
    Start start = start(request, part.config(), git, part.depends());
    if (start.standing() != null) {
      int paths = part.origin().source().entries().size();
      events.files(Events.Work.SCAN, paths, paths);
      events.files(Events.Work.WRITE, paths, paths);
      return new TreeRun.Standing(start.standing());
    }
    try (Uploads uploads = uploads(request, part.config().settings(), start, outbox)) {
      return run(request, part, start, uploads, Room.none());
    } catch (ForeignScanException e) {
      throw e.failure();
    } catch (IOException e) {
      throw new UncheckedIOException("what was read can no longer be read", e);
    }
  }

  /// What is known before a file is read.
  ///
  /// @param memory the dump of an earlier run; null where nothing is asked or kept of one
  /// @param standing that dump, where nothing of all that it was made of was touched since
  private record Start(
      Plugins admitted,
      TreeCache cache,
      @Nullable TreeMemory memory,
      @Nullable StandingDump standing) {}

  private Start start(TreeRequest request, Resolved config, GitWitness git, List<String> depends)
      throws Failure {
    Plugins admitted = admit(request, config);
    TreeCache cache = TreeCache.of(request.environment(), config);
    TreeMemory memory = cache.memory(request, config, admitted.decisive(), git, depends);
    return new Start(admitted, cache, memory, memory == null ? null : memory.untouched());
  }

  private Uploads uploads(TreeRequest request, Settings settings, Start start, Path outbox)
      throws Failure {
    return Uploads.open(
        settings.uploads(),
        () -> start.admitted().extend(stores.get()),
        request.environment(),
        outbox);
  }

  /// What makes texts of files would leave an archive with other bytes than its manifest tells of.
  private Plugins admit(TreeRequest request, Resolved config) throws Failure {
    Plugins admitted = plugins.admit(config, request.root());
    if (request.archives() && !admitted.processors().isEmpty()) {
      throw new Failure.Usage(
          "archives hold files as they are, and a plugin is loaded that makes texts of them",
          "Make the archive in a run without that plugin.");
    }
    return admitted;
  }

  private TreeRun run(TreeRequest request, Part part, Start start, Uploads uploads, Room room)
      throws Failure, IOException {
    Resolved config = part.config();
    Plugins admitted = start.admitted();
    TreeCache cache = start.cache();
    TreeMemory memory = start.memory();
    TreeOrigin origin = part.origin();
    Settings settings = config.settings();
    events.step(Events.Step.SCAN);
    TreeSilence files =
        new TreeSilence(
            request.root(),
            admitted.extend(RuleSet.standard()),
            settings.scan(),
            request.environment(),
            request.clock());
    ReadFiles read = new ReadFiles(RepositoryFiles.in(request.root()));
    SuppressionFiles.Loaded silence = files.load(read);
    TreeHistory history = TreeHistory.of(request, config, origin, cache, silence.rules());
    String name = origin.dumpName(request, settings);
    TreeScope scope = TreeScope.of(request, part, history, name);
    TreeScan.Terms terms = terms(request, settings, silence.rules(), files, admitted);
    cache.remarks().forEach(events::remark);
    FileFacts facts =
        cache.facts(request, settings, scope.source(), read.digest() + admitted.decisive());
    List<TreeNote> notes = scan(scope, terms, facts, room);
    facts.save();
    TreeTraces traces = new TreeTraces(scope.source(), notes, facts, request);
    if (settings.tree().order() == TreeSettings.Order.IMPORTANCE) {
      notes = Importance.order(notes);
    }
    List<String> said = new ArrayList<>(config.notes());
    said.addAll(origin.emptiness(request));
    said.addAll(silence.notes());
    said.addAll(scope.selection().idle());
    said.addAll(history.notes());
    @Nullable Secret key = RedactionKey.of(request.environment());
    if (history.asked().contains(TreeSettings.With.BLAME)) {
      history =
          history.with(
              TreeBlame.of(
                  new TreeBlame.Asked(request, settings, cache, silence.rules()),
                  history,
                  origin,
                  notes,
                  events));
    }
    TreeBuilder.About about = origin.about(request, settings, said, history);
    byte[] inputs = memory == null ? new byte[0] : traces.inputs(about);
    StandingDump same = memory == null ? null : memory.same(inputs, traces);
    if (same != null) {
      return new TreeRun.Standing(same);
    }
    TreeAssembly assembly =
        new TreeAssembly(
            request, settings.tree(), scope, notes, about, silence.rules(), key, admitted);
    if (request.dry()) {
      return made(
          outcome(
              settings,
              Outcome.Result.planned(
                  config,
                  part.directory(),
                  assembly.dump().header(),
                  assembly.redactor().proof())));
    }
    Outcome.Result result;
    try {
      result = keep(request, part, assembly, admitted, uploads);
    } catch (Failure.Source changed) {
      // Perhaps what was known of a file was wrong; then the next run looks itself.
      facts.discard();
      throw changed;
    }
    Outcome outcome = outcome(settings, result);
    return memory == null
        ? made(outcome)
        : new TreeRun.Made(
            outcome, told -> memory.remember(inputs, traces, outputs(outcome.result()), told));
  }

  private static TreeRun made(Outcome outcome) {
    return new TreeRun.Made(outcome, _ -> {});
  }

  private static List<StandingDump.Output> outputs(Outcome.Result result) {
    List<StandingDump.Output> outputs = new ArrayList<>();
    for (SealedFile file : result.files()) {
      Path path = result.directory().resolve(file.name()).toAbsolutePath();
      Mark mark;
      try {
        mark = Mark.of(path);
      } catch (IOException e) {
        mark = Mark.ABSENT;
      }
      outputs.add(
          new StandingDump.Output(new Witness(path.toString(), false, mark), file.sha256()));
    }
    return outputs;
  }

  private static Selection selection(Resolved config) {
    Settings.Select select = config.settings().select();
    return Selection.of(
        new Selection.Patterns(select.include(), config.origin(Keys.SELECT_INCLUDE).describe()),
        new Selection.Patterns(select.exclude(), config.origin(Keys.SELECT_EXCLUDE).describe()));
  }

  private static TreeScan.Terms terms(
      TreeRequest request, Settings settings, RuleSet rules, TreeSilence files, Plugins plugins)
      throws Failure.Usage {
    long most = settings.output().maxFileSize();
    if (most > LARGEST_SHOWN) {
      throw new Failure.Usage(
          "output.max_file_size = " + most + " is more than a tree's documents can hold of a file",
          "At most 16MiB; archives hold files of any size.");
    }
    return new TreeScan.Terms(
        settings.scan().secrets() ? Optional.of(rules) : Optional.empty(),
        files::judge,
        Languages.load(),
        (int) most,
        request.embed(),
        request.archives(),
        settings.tree().strip().contains(TreeSettings.Strip.COMMENTS),
        plugins.processors());
  }

  private List<TreeNote> scan(TreeScope scope, TreeScan.Terms terms, FileFacts facts, Room room)
      throws Failure {
    int total = scope.source().entries().size();
    return new TreeScan(scope.source(), scope.selection(), terms, facts, room)
        .run(done -> events.files(Events.Work.SCAN, done, total));
  }

  /// Renders, seals and publishes.
  private Outcome.Result keep(
      TreeRequest request, Part part, TreeAssembly assembly, Plugins admitted, Uploads uploads)
      throws Failure, IOException {
    Resolved config = part.config();
    Path directory = part.directory();
    Redactor redactor = assembly.redactor();
    TreeDump dump = assembly.dump();
    uploads.refuse();
    events.step(Events.Step.RENDER);
    Signing signing = Signing.of(config, request.environment());
    DumpWriter writer = new DumpWriter(directory, dump.header().name(), redactor);
    int total = dump.size() * request.formats().size();
    AtomicInteger done = new AtomicInteger();
    dump.onWritten(
        paths -> events.files(Events.Work.WRITE, Math.min(total, done.addAndGet(paths)), total));
    try (OutputDirectory out = OutputDirectory.open(directory, redactor)) {
      List<SealedFile> rendered = new ArrayList<>();
      TreeDocuments documents = new TreeDocuments(out, dump, config.settings().tree());
      for (TreeFormat format : contentFirst(request.formats())) {
        ArchiveFormat archive = format.archive();
        rendered.addAll(
            archive == null
                ? documents.write(format)
                : pack(request, archive, dump.header().name() + "." + format.suffix(), dump, out));
      }
      rendered.addAll(PluginDocuments.write(admitted, dump, out));
      rendered.sort((one, other) -> one.name().compareTo(other.name()));
      DumpHeader header = dump.header();
      DumpWriter.Written written =
          writer.seal(
              out,
              header,
              rendered,
              new DumpWriter.Sealing(
                  PolicyProof.of(
                      digest(request, config, admitted), config, List.of(), admitted, redactor),
                  RunFacts.of(request.ci(), request.clock(), redactor),
                  Manifest.Before.UNKNOWN,
                  signing));
      events.step(Events.Step.PUBLISH);
      List<Receipt> receipts =
          uploads.publish(header, directory, written, request.ci().run(), signing);
      return new Outcome.Result(
          config,
          header,
          directory,
          written.files(),
          written.dumpDigest(),
          receipts,
          redactor.proof());
    }
  }

  /// Writes an archive, and has it read again before it gets its name.
  private static List<SealedFile> pack(
      TreeRequest request, ArchiveFormat format, String name, TreeDump dump, OutputDirectory out)
      throws Failure, IOException {
    ArchiveWriter.Terms terms =
        ArchiveWriter.Terms.of(
            format, request.packing().level(format), time(request, dump.header()));
    TreeArchive archive = new TreeArchive(dump);
    List<SealedFile> files =
        out.stageArchive(
            name,
            format.mediaType(),
            request.packing().volume(),
            stream -> {
              try (ArchiveWriter writer = ArchiveWriter.open(stream, terms)) {
                archive.write(writer);
              }
            });
    List<Path> written = out.staged(files);
    out.check("verify-" + format.suffix(), () -> archive.verify(written, name));
    return files;
  }

  /// The time of all entries: that of the run where it is fixed, else that of the commit; the first
  /// that zip knows where there is none.
  private static long time(TreeRequest request, DumpHeader header) {
    if (request.environment().get("SOURCE_DATE_EPOCH").isPresent()) {
      return request.clock().now().getEpochSecond();
    }
    long committed = header.head().committedAt();
    return committed == 0 ? FIRST_OF_1980 : committed;
  }

  /// What shows content finds out where something is hidden; what shows none repeats it.
  private static List<TreeFormat> contentFirst(List<TreeFormat> formats) {
    List<TreeFormat> ordered = new ArrayList<>();
    for (boolean content : new boolean[] {true, false}) {
      for (TreeFormat format : formats) {
        if (format.showsContent() == content) {
          ordered.add(format);
        }
      }
    }
    return ordered;
  }

  /// What decides what a dump holds, beside the keys that decide it for changes too.
  private static String digest(TreeRequest request, Resolved config, Plugins plugins) {
    StringBuilder text = new StringBuilder("tree formats =");
    for (TreeFormat format : TreeFormat.values()) {
      text.append(request.formats().contains(format) ? " " + format.suffix() : "");
    }
    text.append("\nchoice = ").append(request.choice());
    text.append("\nembed = ").append(request.embed()).append('\n');
    if (!request.packing().equals(TreePacking.USUAL)) {
      text.append("level = ").append(request.packing().level()).append('\n');
      text.append("volume = ").append(request.packing().volume()).append('\n');
    }
    text.append("instructions = ").append(Digests.sha256Hex(request.detail().instructions()));
    text.append("\nsince = ").append(request.detail().since()).append('\n');
    text.append(SettingsDigest.decisiveForTrees(config));
    text.append(plugins.decisive());
    return Digests.sha256Hex(text.toString());
  }

  /// Every secret that is reported blocks: a tree brings all it holds.
  private static Outcome outcome(Settings settings, Outcome.Result result) {
    int secrets = result.header().findings().size();
    int blocking = settings.scan().failOn() == Settings.FailOn.SECRETS ? secrets : 0;
    return Outcome.of(result, blocking);
  }
}

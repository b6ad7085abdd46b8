package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.Secret;
import dev.createdump.engine.bucket.Stores;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.plugin.PluginHost;
import dev.createdump.engine.plugin.Plugins;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.policy.Settings;
import dev.createdump.engine.policy.UploadSettings;
import dev.createdump.engine.redact.RedactionKey;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.scan.ForeignScanException;
import dev.createdump.engine.scan.RuleSet;
import dev.createdump.engine.sign.Signing;
import dev.createdump.engine.source.Git;
import dev.createdump.engine.source.Gits;
import dev.createdump.engine.source.Revisions;
import dev.createdump.engine.suppress.SuppressionFiles;
import dev.createdump.engine.sweep.HistorySweep;
import dev.createdump.spi.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The flow: one change becomes one sealed dump. The only file that knows the order of
/// source, scan, redact, render, seal and publish.
public final class CreateDump {
  private final Supplier<Stores> stores;
  private final PluginHost plugins;
  private final Events events;

  /// @param stores where dumps can be stored; asked only when something is to be, as looking for
  ///     them means opening every jar
  /// @param events told how far the work is
  public CreateDump(Supplier<Stores> stores, Events events) {
    this(stores, PluginHost.none(), events);
  }

  /// @param plugins those that may be loaded
  public CreateDump(Supplier<Stores> stores, PluginHost plugins, Events events) {
    this.stores = stores;
    this.plugins = plugins;
    this.events = events;
  }

  /// Makes the dump of a change.
  ///
  /// @throws Failure where it cannot be made; then nothing is left half-written
  public Outcome run(Request request) throws Failure {
    events.step(Events.Step.SOURCE);
    try (Ruling ruling = Ruling.open(request)) {
      return run(request, ruling);
    } catch (ForeignScanException e) {
      throw e.failure();
    } catch (IOException e) {
      throw new UncheckedIOException("a spool cannot be read", e);
    }
  }

  private Outcome run(Request request, Ruling ruling) throws Failure, IOException {
    Git git = ruling.git();
    Resolved config = ruling.config();
    Settings settings = config.settings();
    Plugins admitted = plugins.admit(config, request.repository());
    @Nullable Secret key = RedactionKey.of(request.environment());
    Background<Inspector.Tools> tools =
        Background.start("tools", () -> Inspector.Tools.load(settings.scan()));
    // A store that cannot do what is asked of it is known before the work begins.
    try (Uploads uploads =
        Uploads.open(
            uploads(request, settings),
            () -> admitted.extend(stores.get()),
            request.environment(),
            Path.of(settings.output().dir()).resolve("outbox"))) {
      Background<CiContext.Repository> repository =
          Background.start("repository", () -> RepositoryIdentity.of(request.ci(), git));
      Revisions.Comparison comparison = ruling.comparison();
      if (Gits.isWithoutProgram(git, settings.source().git())) {
        events.remark(
            "there is no git program here; read by the built-in JGit, whose patches apply and may"
                + " differ from git's");
      }
      if (!comparison.fetchedFrom().isEmpty()) {
        events.remark("missing history was fetched from " + comparison.fetchedFrom());
      }
      Background<History> history =
          Background.start("history", () -> History.read(git, comparison));
      events.step(Events.Step.SCAN);
      SuppressionFiles.Loaded silence =
          Silence.of(git, comparison, settings.scan(), request, admitted);
      Background<HistorySweep.Result> commits =
          settings.scan().history() && settings.scan().secrets()
              ? Background.start("commits", () -> commits(git, comparison, silence.rules()))
              : null;
      Inspectors inspectors =
          new Inspectors(
              ruling.projects(), new InspectorMaker(ruling, request, silence, admitted, tools));
      try (Snapshot snapshot = snapshot(git, comparison, inspectors, settings)) {
        List<String> notes = new ArrayList<>(silence.notes());
        ProjectChanges.tell(ruling, snapshot.files(), inspectors.projects(), notes);
        notes.addAll(snapshot.notes());
        Around around = around(request, ruling, repository.get(), history.get(), notes);
        Terms terms = new Terms(key, commits == null ? null : commits.get());
        DumpBuilder builder = new DumpBuilder(inspectors.root(), snapshot.files(), around, terms);
        ChangeDump dump = builder.build();
        Redactor redactor = builder.redactor();
        Outcome.Result result =
            request.reach().writes()
                ? keep(request, config, inspectors.projects(), dump, redactor, admitted, uploads)
                    .withOwners(Owners.of(request.ci(), ruling, snapshot.files(), redactor))
                : Outcome.Result.planned(config, dump.header(), redactor.proof());
        return Outcome.of(result, builder.blocking());
      }
    }
  }

  private static List<UploadSettings> uploads(Request request, Settings settings) {
    return request.reach().asksStores() ? settings.uploads() : List.of();
  }

  private static HistorySweep.Result commits(
      Git git, Revisions.Comparison comparison, RuleSet rules) throws Failure {
    return HistorySweep.of(git, comparison.mergeBase().id(), comparison.head().id(), rules);
  }

  private Snapshot snapshot(
      Git git, Revisions.Comparison comparison, Inspectors inspectors, Settings settings)
      throws Failure {
    return Snapshot.read(
        git,
        comparison.mergeBase().id(),
        comparison.head().id(),
        new Git.DiffOptions(settings.source().renameLimit()),
        inspectors,
        events);
  }

  private static Around around(
      Request request,
      Ruling ruling,
      CiContext.Repository repository,
      History history,
      List<String> diffNotes) {
    Settings settings = ruling.config().settings();
    Revisions.Comparison comparison = ruling.comparison();
    CiContext ci = request.ci();
    // Who judged comes first: a summary that is short of room keeps the first notes.
    List<String> notes = new ArrayList<>(ruling.config().notes());
    notes.addAll(comparison.notes());
    notes.addAll(diffNotes);
    String chosen = settings.output().name();
    return new Around(
        chosen.isEmpty() ? DumpName.derived(repository.name(), ci.review(), comparison) : chosen,
        title(settings, ci, comparison),
        repository,
        ci.review(),
        comparison,
        history,
        notes,
        request.toolVersion());
  }

  private static String title(Settings settings, CiContext ci, Revisions.Comparison comparison) {
    if (!settings.report().title().isEmpty()) {
      return settings.report().title();
    }
    CiContext.Review review = ci.review();
    return review == null || review.title().isEmpty()
        ? comparison.head().subject()
        : review.title();
  }

  /// Renders, seals and publishes.
  private Outcome.Result keep(
      Request request,
      Resolved config,
      List<ProjectLayers.Project> projects,
      ChangeDump dump,
      Redactor redactor,
      Plugins admitted,
      Uploads uploads)
      throws Failure {
    Settings settings = config.settings();
    Path directory = Path.of(settings.output().dir());
    uploads.refuse();
    events.step(Events.Step.RENDER);
    Signing signing = Signing.of(config, request.environment());
    DumpWriter.Written written =
        new DumpWriter(directory, dump.header().name(), redactor)
            .write(
                dump,
                settings.output().formats(),
                admitted,
                new DumpWriter.Sealing(
                    PolicyProof.of(
                        SettingsDigest.of(config, projects, admitted),
                        config,
                        projects,
                        admitted,
                        redactor),
                    RunFacts.of(request.ci(), request.clock(), redactor),
                    uploads.before(dump.header(), request.ci().run()),
                    signing));
    events.step(Events.Step.PUBLISH);
    List<Receipt> receipts =
        uploads.publish(dump.header(), directory, written, request.ci().run(), signing);
    return new Outcome.Result(
        config,
        dump.header(),
        directory,
        written.files(),
        written.dumpDigest(),
        receipts,
        redactor.proof());
  }
}

package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.dump.ScanReport;
import dev.createdump.engine.policy.ConfigLoader;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.policy.Settings;
import dev.createdump.engine.redact.Places;
import dev.createdump.engine.redact.RedactionKey;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.redact.SafeText;
import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.scan.ForeignScanException;
import dev.createdump.engine.scan.RuleSet;
import dev.createdump.engine.source.Spool;
import dev.createdump.engine.suppress.SuppressionFiles;
import dev.createdump.engine.sweep.FileSweep;
import dev.createdump.engine.sweep.Sight;
import dev.createdump.engine.sweep.SpoolSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The scanner alone, over files: no diff, no dump. The files that silence are those of the work
/// tree.
public final class SecretScan {
  private static final int IN_MEMORY = 16 << 20;
  private static final String INPUT = "-";

  private final ScanRequest request;
  private final Settings settings;
  private final List<String> notes;
  private final TreeSilence files;
  private final SuppressionFiles.Loaded silence;

  private SecretScan(ScanRequest request) throws Failure {
    this.request = request;
    Resolved config = ConfigLoader.load(request.config());
    this.settings = config.settings();
    this.notes = new ArrayList<>(config.notes());
    this.files =
        new TreeSilence(
            request.root(),
            request.plugins().admit(config, request.root()).extend(RuleSet.standard()),
            settings.scan(),
            request.environment(),
            request.clock());
    this.silence = files.load();
    notes.addAll(silence.notes());
  }

  /// Scans files.
  ///
  /// @throws Failure where it cannot begin, or cannot go on
  public static ScanOutcome run(ScanRequest request) throws Failure {
    SecretScan scan = new SecretScan(request);
    FileSweep sweep = scan.sweep();
    List<FileSweep.FoundIn> found = sweep.found();
    Redactor redactor = Redactor.of(everything(found), RedactionKey.of(request.environment()));
    ScanReport report = scan.new Report(redactor).of(sweep, found);
    boolean failOnSecrets = scan.settings.scan().failOn() == Settings.FailOn.SECRETS;
    return ScanOutcome.of(report, failOnSecrets, redactor.proof());
  }

  /// What a scan finds, raw.
  static FileSweep sweep(ScanRequest request) throws Failure {
    return new SecretScan(request).sweep();
  }

  private FileSweep sweep() throws Failure {
    FileSweep sweep = new FileSweep(silence.rules(), files::judge, this::name);
    List<Path> starts = new ArrayList<>();
    boolean input = false;
    for (Path path : request.paths()) {
      if (path.toString().equals(INPUT)) {
        input = true;
      } else if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        starts.add(path);
      } else {
        throw new Failure.Missing("there is no file " + path, "Name files or directories.");
      }
    }
    try {
      if (!starts.isEmpty()) {
        sweep.scan(starts);
      }
      if (input) {
        input(sweep);
      }
    } catch (ForeignScanException e) {
      throw e.failure();
    }
    return sweep;
  }

  private void input(FileSweep sweep) throws Failure {
    try (Spool spool = new Spool(IN_MEMORY);
        InputStream in = request.input().get()) {
      byte[] chunk = new byte[1 << 16];
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        spool.write(chunk, 0, count);
      }
      SpoolSource source = new SpoolSource(spool);
      sweep.scan(INPUT, source, source.stream());
    } catch (IOException e) {
      throw new Failure.Scan("cannot read standard input: " + e.getMessage(), "");
    }
  }

  /// From the top of the work tree where it lies in it, else as it was given.
  private String name(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    Path root = request.root().toAbsolutePath().normalize();
    Path shown = whole.startsWith(root) && !whole.equals(root) ? root.relativize(whole) : path;
    return shown.toString().replace(shown.getFileSystem().getSeparator(), "/");
  }

  private static List<Finding> everything(List<FileSweep.FoundIn> found) {
    List<Finding> all = new ArrayList<>();
    for (FileSweep.FoundIn file : found) {
      file.sights().forEach(sight -> all.add(sight.finding()));
    }
    return all;
  }

  /// Makes everything that was found safe to tell.
  private final class Report {
    private final Redactor redactor;
    private final JudgedSights sights;

    Report(Redactor redactor) {
      this.redactor = redactor;
      this.sights = new JudgedSights(redactor);
    }

    ScanReport of(FileSweep sweep, List<FileSweep.FoundIn> found) {
      for (int i = 0; i < found.size(); i++) {
        file(i, found.get(i));
      }
      List<SafeText> said = sights.notes();
      notes.forEach(note -> said.add(redactor.text(note)));
      return new ScanReport(
          ScanReport.Scope.FILES,
          "",
          sweep.files(),
          sweep.bytes(),
          sights.findings(),
          sights.suppressed(),
          RuleInfos.of(_ -> silence.rules(), sights.findings(), redactor),
          sweep.special().stream().map(redactor::text).toList(),
          sweep.unread().stream()
              .map(
                  u -> new ScanReport.Unscanned(redactor.text(u.name()), redactor.text(u.reason())))
              .toList(),
          said,
          sights.expired(),
          request.toolVersion());
    }

    private void file(int index, FileSweep.FoundIn file) {
      List<Finding> inContent = new ArrayList<>();
      List<Finding> inName = new ArrayList<>();
      for (Sight sight : file.sights()) {
        (sight.inName() ? inName : inContent).add(sight.finding());
      }
      SafeText path = redactor.text(file.name(), inName);
      List<SafeText> excerpts = excerpts(file, inContent);
      for (int i = 0; i < file.sights().size(); i++) {
        sights.add(index, path, file.sights().get(i), excerpts.get(i));
      }
    }

    /// The lines of the findings; empty where the file is no longer what was scanned.
    private List<SafeText> excerpts(FileSweep.FoundIn file, List<Finding> inContent) {
      List<SafeText> excerpts = new ArrayList<>();
      Places places = Places.of(inContent);
      try (FileSweep.@Nullable Reread content = file.reread()) {
        for (Sight sight : file.sights()) {
          excerpts.add(
              content == null || sight.inName()
                  ? SafeText.EMPTY
                  : redactor.excerpt(
                      content.source(), places, sight.finding(), StandardCharsets.UTF_8));
        }
      } catch (IOException e) {
        while (excerpts.size() < file.sights().size()) {
          excerpts.add(SafeText.EMPTY);
        }
      }
      return excerpts;
    }
  }
}

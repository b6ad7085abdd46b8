package dev.createdump.engine.policy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The settings of a run, typed and complete. What each means stands in [Keys].
///
/// @param projects patterns of the directories that may have rules of their own
public record Settings(
    Output output,
    Source source,
    Select select,
    TreeSettings tree,
    List<String> projects,
    Scan scan,
    Report report,
    Plugins plugins,
    SignSettings sign,
    CacheSettings cache,
    List<UploadSettings> uploads) {

  public Settings {
    projects = List.copyOf(projects);
    uploads = List.copyOf(uploads);
  }

  /// The built-in defaults.
  public static Settings defaults() {
    return new Layers().resolve(List.of()).settings();
  }

  static Settings of(Values values) {
    return new Settings(
        Output.of(values),
        Source.of(values),
        new Select(values.get(Keys.SELECT_INCLUDE), values.get(Keys.SELECT_EXCLUDE)),
        TreeSettings.of(values),
        values.get(Keys.PROJECTS_PATHS),
        Scan.of(values),
        Report.of(values),
        Plugins.of(values),
        SignSettings.of(values),
        CacheSettings.of(values),
        UploadSettings.listOf(values.get(Keys.UPLOAD)));
  }

  /// What is written, and where.
  ///
  /// @param dir the directory of the dump's files
  /// @param name the name of the dump, empty for the derived one
  /// @param formats at least one, without duplicates, in the order given
  /// @param context how much of each file is shown
  /// @param maxFileSize bytes; a text section above it stands in the patch alone
  public record Output(
      String dir, String name, List<Format> formats, Context context, long maxFileSize) {
    public Output {
      formats = List.copyOf(formats);
    }

    private static Output of(Values values) {
      return new Output(
          values.get(Keys.OUTPUT_DIR),
          values.get(Keys.OUTPUT_NAME),
          values.get(Keys.OUTPUT_FORMATS),
          values.get(Keys.OUTPUT_CONTEXT),
          values.get(Keys.OUTPUT_MAX_FILE_SIZE));
    }
  }

  /// Which revisions are compared, and how they are read.
  ///
  /// @param base the revision to compare with, empty to find it
  /// @param head the revision that changes, empty to find it
  /// @param config whose configuration file judges a change that touches it
  /// @param renameLimit how many files rename detection compares pairwise
  public record Source(
      String base, String head, Judge config, Fetch fetch, GitChoice git, int renameLimit) {
    /// Whether both lead to the same commits of the same repository.
    public boolean sameRevisions(Source other) {
      return base.equals(other.base) && head.equals(other.head) && fetch == other.fetch;
    }

    /// Whether both read the repository in the same way, from the same places.
    public boolean sameAccess(Source other) {
      return git == other.git && fetch == other.fetch;
    }

    private static Source of(Values values) {
      return new Source(
          values.get(Keys.SOURCE_BASE),
          values.get(Keys.SOURCE_HEAD),
          values.get(Keys.SOURCE_CONFIG),
          values.get(Keys.SOURCE_FETCH),
          values.get(Keys.SOURCE_GIT),
          values.get(Keys.SOURCE_RENAME_LIMIT));
    }
  }

  /// Patterns in gitignore syntax; an empty `include` takes everything.
  public record Select(List<String> include, List<String> exclude) {
    public Select {
      include = List.copyOf(include);
      exclude = List.copyOf(exclude);
    }
  }

  /// What is looked for, and what blocks.
  ///
  /// @param history whether each commit of the change is looked at
  /// @param patterns further patterns of secrets
  /// @param inlineAllow whether comments silence secrets on their line
  /// @param forbidSuppression rules that nothing silences
  public record Scan(
      boolean secrets,
      boolean todos,
      List<String> todoTags,
      boolean history,
      List<String> patterns,
      boolean inlineAllow,
      List<String> forbidSuppression,
      FailOn failOn) {
    public Scan {
      todoTags = List.copyOf(todoTags);
      patterns = List.copyOf(patterns);
      forbidSuppression = List.copyOf(forbidSuppression);
    }

    private static Scan of(Values values) {
      return new Scan(
          values.get(Keys.SCAN_SECRETS),
          values.get(Keys.SCAN_TODOS),
          values.get(Keys.SCAN_TODO_TAGS),
          values.get(Keys.SCAN_HISTORY),
          values.get(Keys.SCAN_PATTERNS),
          values.get(Keys.SCAN_INLINE_ALLOW),
          values.get(Keys.SCAN_FORBID_SUPPRESSION),
          values.get(Keys.SCAN_FAIL_ON));
    }
  }

  /// What plugins may do.
  ///
  /// @param allow names, digests behind `sha256:`, or `*`
  /// @param formats those of plugins in which the dump is written besides
  /// @param timeLimit how long one call may take
  public record Plugins(List<String> allow, List<String> formats, Duration timeLimit) {
    public Plugins {
      allow = List.copyOf(allow);
      formats = List.copyOf(formats);
    }

    private static Plugins of(Values values) {
      return new Plugins(
          values.get(Keys.PLUGINS_ALLOW),
          values.get(Keys.PLUGINS_FORMATS),
          Periods.of(values.get(Keys.PLUGINS_TIME_LIMIT)));
    }
  }

  /// What people are told where they talk.
  ///
  /// @param title the heading of the report, empty for the change's own title
  public record Report(
      Comment comment, Comment check, boolean summary, boolean annotations, String title) {
    /// The same without a comment.
    public Report withoutComment() {
      return new Report(Comment.NEVER, Comment.NEVER, summary, annotations, title);
    }

    private static Report of(Values values) {
      return new Report(
          values.get(Keys.REPORT_COMMENT),
          values.get(Keys.REPORT_CHECK),
          values.get(Keys.REPORT_SUMMARY),
          values.get(Keys.REPORT_ANNOTATIONS),
          values.get(Keys.REPORT_TITLE));
    }
  }

  /// How much of a changed file is shown.
  public enum Context implements Named {
    HUNKS,
    FULL;

    @Override
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Which version of the configuration file judges a change that touches it.
  public enum Judge implements Named {
    BASE,
    HEAD;

    @Override
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Whether missing history may be fetched.
  public enum Fetch implements Named {
    AUTO,
    NEVER;

    @Override
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Which implementation reads the repository.
  public enum GitChoice implements Named {
    AUTO,
    PROGRAM,
    JGIT;

    @Override
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Which findings end the run with exit code 10.
  public enum FailOn implements Named {
    NEVER,
    SECRETS;

    @Override
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Whether a comment is written on the pull request.
  public enum Comment implements Named {
    AUTO,
    NEVER,
    REQUIRED;

    @Override
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

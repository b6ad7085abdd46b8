package dev.createdump.engine;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.TimeSpan;
import dev.createdump.engine.cache.CacheDirectory;
import dev.createdump.engine.cache.CommitTouches;
import dev.createdump.engine.cache.FileFacts;
import dev.createdump.engine.cache.KnownBlame;
import dev.createdump.engine.cache.ToolIdentity;
import dev.createdump.engine.patch.ObjectId;
import dev.createdump.engine.policy.CacheSettings;
import dev.createdump.engine.policy.ConfigShow;
import dev.createdump.engine.policy.Keys;
import dev.createdump.engine.policy.Origin;
import dev.createdump.engine.policy.PolicySource;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.policy.Settings;
import dev.createdump.engine.policy.TreeSettings;
import dev.createdump.engine.redact.RedactionKey;
import dev.createdump.engine.scan.RuleSet;
import dev.createdump.engine.source.FirstParents;
import dev.createdump.engine.source.Git;
import dev.createdump.engine.source.GitDirectory;
import dev.createdump.engine.source.GitVersion;
import dev.createdump.engine.source.Gits;
import dev.createdump.engine.source.HistoryWalk;
import dev.createdump.engine.source.TreeSource;
import dev.createdump.engine.suppress.AllowKey;
import dev.createdump.engine.suppress.RepositoryFiles;
import dev.createdump.engine.suppress.SuppressionFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a run over a tree or its history may take from earlier ones, and keeps for later ones. A
/// run whose files nobody scans keeps nothing: it cannot tell what is a secret.
final class TreeCache {
  /// What a dump depends on beside settings. Of keys nothing is kept but what a digest keeps.
  private static final List<String> VARIABLES =
      List.of("SOURCE_DATE_EPOCH", AllowKey.VARIABLE, RedactionKey.VARIABLE);

  private static final TreeSettings.Commits NO_COMMITS = new TreeSettings.Commits("", "", "", "");

  private final @Nullable CacheDirectory directory;
  private final List<String> remarks;
  private @Nullable String gitVersion;

  private TreeCache(@Nullable CacheDirectory directory, List<String> remarks) {
    this.directory = directory;
    this.remarks = remarks;
  }

  /// @throws Failure.Policy where a file of the repository names the directory
  static TreeCache of(Environment environment, Resolved config) throws Failure.Policy {
    CacheSettings settings = config.settings().cache();
    Origin origin = config.origin(Keys.CACHE_DIR);
    if (origin instanceof Origin.InFile || origin instanceof Origin.InProfile) {
      throw new Failure.Policy(
          "cache.dir stands in "
              + origin.describe()
              + ", and no file may say where it is known which files hold no secret",
          "Give it by --cache-dir or CREATE_DUMP_CACHE_DIR.");
    }
    boolean named = !settings.dir().isEmpty();
    if (!settings.use()
        || !config.settings().scan().secrets()
        || (!named && environment.get("CI").isPresent())) {
      return new TreeCache(null, List.of());
    }
    List<String> remarks = new ArrayList<>();
    Optional<CacheDirectory> directory =
        CacheDirectory.open(environment, settings.dir(), settings.maxSize(), remarks);
    return new TreeCache(directory.orElse(null), remarks);
  }

  /// Why there is none, where there should be.
  List<String> remarks() {
    return remarks;
  }

  /// What is known of the files of a tree.
  ///
  /// @param rules the digest of the files, and those of the plugins, that change what is looked for
  FileFacts facts(TreeRequest request, Settings settings, TreeSource source, String rules)
      throws Failure {
    if (directory == null) {
      return FileFacts.none();
    }
    MessageDigest digest = Digests.newSha256();
    add(digest, "facts", ToolIdentity.of(request.toolVersion()), source.kind().label());
    add(digest, real(request.root()), rules, String.valueOf(settings.output().maxFileSize()));
    add(digest, String.valueOf(settings.tree().strip().contains(TreeSettings.Strip.COMMENTS)));
    add(digest, settings.scan().patterns().toArray(new String[0]));
    return FileFacts.of(directory, digest.digest(), source.entries());
  }

  /// What is known of the commits of a walk.
  ///
  /// @param rules tell which names of paths may be kept
  CommitTouches touches(
      String toolVersion,
      Environment environment,
      GitDirectory repository,
      HistoryWalk.Terms walk,
      RuleSet rules)
      throws Failure {
    if (directory == null) {
      return CommitTouches.of(null, new byte[0], name -> false);
    }
    MessageDigest digest = Digests.newSha256();
    add(digest, "walk", ToolIdentity.of(toolVersion));
    add(digest, gitVersion(repository, environment), real(repository.commonDir()));
    add(digest, walk.below(), walk.depth().name());
    return CommitTouches.of(directory, digest.digest(), new Harmless(rules));
  }

  /// What is known of the lines of files at a commit.
  ///
  /// @param mailmap the names of authors, as digest; empty for none
  /// @param shallow where the history is cut off
  KnownBlame blame(
      TreeRequest request,
      GitDirectory repository,
      ObjectId head,
      String mailmap,
      Set<ObjectId> shallow)
      throws Failure {
    MessageDigest digest = Digests.newSha256();
    add(digest, "blame", ToolIdentity.of(request.toolVersion()), mailmap);
    add(digest, gitVersion(repository, request.environment()), real(repository.commonDir()));
    List<String> cut = new ArrayList<>();
    shallow.forEach(id -> cut.add(id.hex()));
    Collections.sort(cut);
    add(digest, cut.toArray(new String[0]));
    return KnownBlame.of(
        directory,
        digest.digest(),
        head,
        (one, other) -> FirstParents.touched(repository, one, other, request.environment()));
  }

  /// The dump that an earlier run made of the same question; null where nothing can tell that it
  /// would be made again, or where more is to be done than to write it.
  ///
  /// @param plugins what of them decides what a dump holds; with any nothing is remembered
  /// @param git looked at before the tree was listed
  /// @param more what else the dump depends on
  @Nullable TreeMemory memory(
      TreeRequest request, Resolved config, String plugins, GitWitness git, List<String> more)
      throws Failure {
    Settings settings = config.settings();
    boolean plain =
        !request.dry()
            && plugins.isEmpty()
            && settings.uploads().isEmpty()
            && settings.sign().isEmpty()
            && !settings.tree().exportIgnore();
    if (directory == null || !plain || !Files.isDirectory(request.root())) {
      return null;
    }
    GitDirectory repository = GitWitness.repository(request.root());
    if (asksHistory(settings) && !isFixed(settings.tree().commits(), repository)) {
      return null;
    }
    String since = request.detail().since();
    String base = since.isEmpty() ? "" : commit(request, config, repository, since);
    if (base == null) {
      return null;
    }
    byte[] question = question(request, config, repository, base, more);
    return new TreeMemory(directory, question, Path.of(real(request.root())), git);
  }

  /// The commit that a revision is; null where nobody can tell, or the history may grow backwards.
  private static @Nullable String commit(
      TreeRequest request, Resolved config, @Nullable GitDirectory repository, String revision)
      throws Failure {
    if (repository == null || repository.isShallow()) {
      return null;
    }
    try (Git git = Gits.open(request.root(), config.settings().source(), request.environment())) {
      return git.commit(revision).map(commit -> commit.id().hex()).orElse(null);
    }
  }

  /// Asked once a run: it takes a process.
  private String gitVersion(GitDirectory repository, Environment environment) throws Failure {
    String known = gitVersion;
    if (known == null) {
      known = GitVersion.of(repository, environment);
      gitVersion = known;
    }
    return known;
  }

  private static boolean asksHistory(Settings settings) {
    return !settings.tree().with().isEmpty() || !settings.tree().commits().equals(NO_COMMITS);
  }

  /// Whether the commit that is checked out says all of a history: nothing is cut off that may come
  /// back, no other revision is named, and no time counts from now.
  private static boolean isFixed(TreeSettings.Commits commits, @Nullable GitDirectory repository) {
    return repository != null
        && !repository.isShallow()
        && commits.commit().isEmpty()
        && TimeSpan.parse(commits.since()).isEmpty()
        && TimeSpan.parse(commits.until()).isEmpty();
  }

  /// @param base the commit since which changes are asked for; empty for none
  private byte[] question(
      TreeRequest request,
      Resolved config,
      @Nullable GitDirectory repository,
      String base,
      List<String> more)
      throws Failure {
    MessageDigest digest = Digests.newSha256();
    Environment environment = request.environment();
    add(digest, "dump", ToolIdentity.of(request.toolVersion()), real(request.root()));
    add(digest, repository == null ? "" : repository.gitDir().toAbsolutePath().toString());
    if (repository != null && (asksHistory(config.settings()) || !base.isEmpty())) {
      add(digest, gitVersion(repository, environment));
    }
    add(digest, request.detail().since(), base);
    add(digest, more.toArray(new String[0]));
    policies(config, digest);
    add(digest, request.choice().name(), request.revision(), request.detail().instructions());
    add(
        digest,
        request.embed() + " " + request.detail().explain() + " " + request.detail().watched());
    add(digest, request.packing().level() + " " + request.packing().volume());
    for (TreeFormat format : request.formats()) {
      add(digest, format.id());
    }
    add(digest, Path.of(config.settings().output().dir()).toAbsolutePath().toString());
    add(digest, request.ci().forge().equals("none") ? "" : request.ci().toString());
    for (String name : VARIABLES) {
      add(digest, environment.get(name).orElse(""));
    }
    for (ConfigShow.Row row : ConfigShow.rows(config)) {
      if (!row.key().startsWith(Keys.CACHE.name() + ".")) {
        add(digest, row.key(), row.value(), row.origin());
      }
    }
    add(digest, config.notes().toArray(new String[0]));
    silence(request, config.settings(), digest);
    return digest.digest();
  }

  /// What a manifest says of central policies. How each came is another thing in each run.
  private static void policies(Resolved config, MessageDigest digest) {
    for (PolicySource source : config.central().sources()) {
      add(digest, source.uri(), source.sha256(), source.signer(), String.valueOf(source.pinned()));
    }
    add(digest, config.central().facts().toString());
  }

  /// What silences findings; some of it does so until a day.
  private static void silence(TreeRequest request, Settings settings, MessageDigest digest)
      throws Failure {
    ReadFiles files = new ReadFiles(RepositoryFiles.in(request.root()));
    for (String name : SuppressionFiles.NAMES) {
      files.read(name);
    }
    if (files.any()) {
      new TreeSilence(
              request.root(),
              RuleSet.standard(),
              settings.scan(),
              request.environment(),
              request.clock())
          .load(files);
      add(digest, request.clock().now().truncatedTo(ChronoUnit.DAYS).toString());
    }
    add(digest, files.digest());
  }

  /// Adds texts so that none can be taken for two.
  static void add(MessageDigest digest, String... texts) {
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
    }
  }

  private static String real(Path root) {
    try {
      return root.toRealPath().toString();
    } catch (IOException e) {
      return root.toAbsolutePath().toString();
    }
  }
}

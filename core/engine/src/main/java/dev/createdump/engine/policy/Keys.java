package dev.createdump.engine.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every key of the configuration. The only place that names, types, bounds and explains them.
///
/// To add one: describe it here, add it to [#ALL], and read it in [Settings]. A test fails until
/// all three are done.
public final class Keys {
  public static final Key<String> OUTPUT_DIR =
      Key.of(
              "output.dir",
              new Text(TextKind.PATH),
              ".",
              "Directory that receives the files of the dump.")
          .withFlag("--out");

  public static final Key<String> OUTPUT_NAME =
      Key.of(
              "output.name",
              new Text(TextKind.FILE_NAME),
              "",
              "Name of the dump, shared by all its files; empty derives it from the repository"
                  + " and the commits.")
          .withFlag("--name");

  public static final Key<List<Format>> OUTPUT_FORMATS =
      Key.of(
              "output.formats",
              new ListOf<>(new Choice<>(List.of(Format.values())), 1, true),
              List.of(Format.MD, Format.JSON, Format.PATCH),
              "Forms in which the dump is written; `diff` is another name for `patch`.")
          .withFlag("--format");

  public static final Key<Settings.Context> OUTPUT_CONTEXT =
      Key.of(
              "output.context",
              new Choice<>(List.of(Settings.Context.values())),
              Settings.Context.HUNKS,
              "How much of a changed file is shown: the changed places, or its whole new content"
                  + " as well.")
          .withFlag("--context");

  public static final Key<Long> OUTPUT_MAX_FILE_SIZE =
      Key.of(
              "output.max_file_size",
              new Size(0, 1L << 30),
              1L << 20,
              "Text larger than this stands in the patch alone, and the other forms say so.")
          .withFlag("--max-file-size");

  public static final Key<String> SOURCE_BASE =
      Key.of(
              "source.base",
              new Text(TextKind.REVISION),
              "",
              "Revision to compare with; empty takes it from the CI environment, else from the"
                  + " remote's default branch.")
          .withFlag("--base")
          .withShortcut("CREATE_DUMP_BASE");

  public static final Key<String> SOURCE_HEAD =
      Key.of(
              "source.head",
              new Text(TextKind.REVISION),
              "",
              "Revision that brings the change; empty takes it from the CI environment, else from"
                  + " what is checked out.")
          .withFlag("--head")
          .withShortcut("CREATE_DUMP_HEAD");

  public static final Key<Settings.Judge> SOURCE_CONFIG =
      Key.of(
          "source.config",
          new Choice<>(List.of(Settings.Judge.values())),
          Settings.Judge.BASE,
          "Whose configuration file judges a change that touches it: that of the branch it goes to,"
              + " or its own.");

  public static final Key<Settings.Fetch> SOURCE_FETCH =
      Key.of(
          "source.fetch",
          new Choice<>(List.of(Settings.Fetch.values())),
          Settings.Fetch.AUTO,
          "Whether history missing from a shallow clone, and files missing from a partial one, may be"
              + " fetched from the remote.");

  public static final Key<Settings.GitChoice> SOURCE_GIT =
      Key.of(
          "source.git",
          new Choice<>(List.of(Settings.GitChoice.values())),
          Settings.GitChoice.AUTO,
          "What reads the repository: the git program, the built-in JGit, or the program where"
              + " there is one.");

  public static final Key<Integer> SOURCE_RENAME_LIMIT =
      Key.of(
          "source.rename_limit",
          new Count(1, 100_000),
          1000,
          "Rename detection compares the content of at most this many files with one another.");

  public static final Key<List<String>> SELECT_INCLUDE =
      Key.of(
              "select.include",
              new ListOf<>(new Text(TextKind.PATTERN), 0, false),
              List.of(),
              "Patterns in gitignore syntax of the paths to take; empty takes every path.")
          .withFlag("--include");

  public static final Key<List<String>> SELECT_EXCLUDE =
      Key.of(
              "select.exclude",
              new ListOf<>(new Text(TextKind.PATTERN), 0, false),
              List.of(),
              "Patterns in gitignore syntax of the paths to leave out; the ledger lists them.")
          .withFlag("--exclude");

  public static final Key<List<String>> TREE_MATCH =
      Key.of(
              "tree.match",
              new ListOf<>(new Text(TextKind.REGEX), 0, false),
              List.of(),
              "Expressions in RE2's syntax; only paths in which one of them matches are taken.")
          .withFlag("--match");

  public static final Key<List<String>> TREE_CONTAINS =
      Key.of(
              "tree.contains",
              new ListOf<>(new Text(TextKind.REGEX), 0, false),
              List.of(),
              "Expressions in RE2's syntax; only files in whose content one of them matches are"
                  + " taken.")
          .withFlag("--contains");

  public static final Key<List<String>> TREE_NOT_CONTAINS =
      Key.of(
              "tree.not_contains",
              new ListOf<>(new Text(TextKind.REGEX), 0, false),
              List.of(),
              "Expressions in RE2's syntax; files in whose content one of them matches are left"
                  + " out.")
          .withFlag("--not-contains");

  public static final Key<List<String>> TREE_LANGUAGES =
      Key.of(
              "tree.languages",
              new ListOf<>(new Text(TextKind.LINE), 0, true),
              List.of(),
              "Languages as GitHub Linguist names them; only files in one of them are taken.")
          .withFlag("--language");

  public static final Key<Long> TREE_MIN_SIZE =
      Key.of(
              "tree.min_size",
              new Size(0, 1L << 50),
              0L,
              "Only files of at least so many bytes are taken; 0 takes all.")
          .withFlag("--min-size");

  public static final Key<Long> TREE_MAX_SIZE =
      Key.of(
              "tree.max_size",
              new Size(0, 1L << 50),
              0L,
              "Only files of at most so many bytes are taken, also into archives; 0 takes all.")
          .withFlag("--max-size");

  public static final Key<Boolean> TREE_EXPORT_IGNORE =
      Key.of(
              "tree.export_ignore",
              new Toggle(),
              false,
              "Leave out what .gitattributes mark with export-ignore, as `git archive` does.")
          .withFlag("--export-ignore");

  public static final Key<TreeSettings.Order> TREE_ORDER =
      Key.of(
              "tree.order",
              new Choice<>(List.of(TreeSettings.Order.values())),
              TreeSettings.Order.PATH,
              "By path, or what explains a project first: its readme, manifests, entry points,"
                  + " source, tests, data.")
          .withFlag("--order");

  public static final Key<TreeSettings.Toc> TREE_TOC =
      Key.of(
              "tree.toc",
              new Choice<>(List.of(TreeSettings.Toc.values())),
              TreeSettings.Toc.LIST,
              "How md, html, txt and xml list their contents.")
          .withFlag("--toc");

  public static final Key<List<TreeSettings.Strip>> TREE_STRIP =
      Key.of(
              "tree.strip",
              new ListOf<>(new Choice<>(List.of(TreeSettings.Strip.values())), 0, true),
              List.of(),
              "What is taken out of the files; such a dump cannot be rolled back.")
          .withFlag("--strip");

  public static final Key<Boolean> TREE_LINE_NUMBERS =
      Key.of(
              "tree.line_numbers",
              new Toggle(),
              false,
              "Number the lines of files in md, txt and xml; such Markdown cannot be rolled back.")
          .withFlag("--line-numbers");

  public static final Key<Boolean> TREE_TOKENS =
      Key.of(
              "tree.tokens",
              new Toggle(),
              false,
              "Count how many tokens of a language model the text of each file takes.")
          .withFlag("--tokens");

  public static final Key<TreeSettings.Tokenizer> TREE_TOKENIZER =
      Key.of(
              "tree.tokenizer",
              new Choice<>(List.of(TreeSettings.Tokenizer.values())),
              TreeSettings.Tokenizer.O200K_BASE,
              "The encoding by which tokens are counted.")
          .withFlag("--tokenizer");

  public static final Key<Integer> TREE_MAX_TOKENS =
      Key.of(
              "tree.max_tokens",
              new Count(0, 1_000_000_000),
              0,
              "Part md, json, jsonl, txt and xml so that no file of the dump takes more tokens; 0"
                  + " parts nothing.")
          .withFlag("--max-tokens");

  public static final Key<List<TreeSettings.With>> TREE_WITH =
      Key.of(
              "tree.with",
              new ListOf<>(new Choice<>(List.of(TreeSettings.With.values())), 0, true),
              List.of(),
              "What else is said of each path. history: git's status and the last change; authors:"
                  + " who changed it, and how much; blame: the commit of each line (slow).")
          .withFlag("--with");

  public static final Key<String> TREE_COMMIT =
      Key.of(
              "tree.commit",
              new Text(TextKind.REVISION),
              "",
              "Only files that this commit changed, or one of a range FROM..TO. A merge that is"
                  + " named alone changed what differs from its first parent.")
          .withFlag("--commit");

  public static final Key<String> TREE_AUTHOR =
      Key.of(
              "tree.author",
              new Text(TextKind.LINE),
              "",
              "Only files that a commit changed in whose author's \"Name <mail>\" (as .mailmap has"
                  + " it) this text stands; between slashes an expression (RE2), such as"
                  + " /(?i)ann/.")
          .withFlag("--author");

  public static final Key<String> TREE_SINCE =
      Key.of(
              "tree.since",
              new Text(TextKind.LINE),
              "",
              "Only files that a commit changed at this time or later, as in git log: 2026-01-31,"
                  + " 2026-01-31T12:00:00Z (UTC where no zone is given), or an age: 12h, 90d, 8w.")
          .withFlag("--since");

  public static final Key<String> TREE_UNTIL =
      Key.of(
              "tree.until",
              new Text(TextKind.LINE),
              "",
              "Only files that a commit changed at this time or before; a day counts whole.")
          .withFlag("--until");

  public static final Key<List<String>> PROJECTS_PATHS =
      Key.of(
          "projects.paths",
          new ListOf<>(new Text(TextKind.PATTERN), 0, false),
          List.of(),
          "Patterns in gitignore syntax of the directories whose own configuration file holds for"
              + " what is in them; empty for none.");

  public static final Key<Boolean> SCAN_SECRETS =
      Key.of("scan.secrets", new Toggle(), true, "Look for secrets and redact what is found.")
          .withFlag("--scan-secrets");

  public static final Key<Boolean> SCAN_TODOS =
      Key.of(
              "scan.todos",
              new Toggle(),
              true,
              "Report the TODO comments that the change introduces or resolves.")
          .withFlag("--scan-todos");

  public static final Key<List<String>> SCAN_TODO_TAGS =
      Key.of(
          "scan.todo_tags",
          new ListOf<>(new Text(TextKind.TAG), 1, true),
          List.of("TODO", "FIXME", "HACK", "XXX", "BUG", "TECH_DEBT"),
          "Words that mark such a comment.");

  public static final Key<Boolean> SCAN_HISTORY =
      Key.of(
              "scan.history",
              new Toggle(),
              false,
              "Look at each commit of the change too, for secrets that a later one takes away.")
          .withFlag("--scan-history");

  public static final Key<List<String>> SCAN_PATTERNS =
      Key.of(
          "scan.patterns",
          new ListOf<>(new Text(TextKind.REGEX), 0, false),
          List.of(),
          "Patterns of secrets in RE2's syntax that the built-in rules do not know; a group, where"
              + " there is one, is the secret.");

  public static final Key<Boolean> SCAN_INLINE_ALLOW =
      Key.of(
          "scan.inline_allow",
          new Toggle(),
          true,
          "Whether the comments `create-dump:allow` and `gitleaks:allow` silence the secrets on"
              + " their line.");

  public static final Key<List<String>> SCAN_FORBID_SUPPRESSION =
      Key.of(
          "scan.forbid_suppression",
          new ListOf<>(new Text(TextKind.RULE), 0, true),
          List.of(),
          "Rules whose secrets nothing silences: no list, no comment, no file; `*` means all.");

  public static final Key<Settings.FailOn> SCAN_FAIL_ON =
      Key.of(
              "scan.fail_on",
              new Choice<>(List.of(Settings.FailOn.values())),
              Settings.FailOn.NEVER,
              "Which findings end the run with exit code 10.")
          .withFlag("--fail-on");

  public static final Key<Settings.Comment> REPORT_COMMENT =
      Key.of(
              "report.comment",
              new Choice<>(List.of(Settings.Comment.values())),
              Settings.Comment.AUTO,
              "Comment on the pull request: where a token allows it, never, or fail with exit code"
                  + " 25 where it cannot be written.")
          .withFlag("--comment");

  public static final Key<Settings.Comment> REPORT_CHECK =
      Key.of(
              "report.check",
              new Choice<>(List.of(Settings.Comment.values())),
              Settings.Comment.NEVER,
              "Check on the commit with findings on their lines, on GitHub: where a token allows"
                  + " it, never, or fail with exit code 25 where it cannot be written.")
          .withFlag("--check");

  public static final Key<Boolean> REPORT_SUMMARY =
      Key.of("report.summary", new Toggle(), true, "Write the job summary where the CI has one.");

  public static final Key<Boolean> REPORT_ANNOTATIONS =
      Key.of(
          "report.annotations",
          new Toggle(),
          true,
          "Mark findings on the lines they stand in, where the CI can.");

  public static final Key<String> REPORT_TITLE =
      Key.of(
              "report.title",
              new Text(TextKind.LINE),
              "",
              "Heading of the dump and the comment; empty takes the title of the change.")
          .withFlag("--title");

  public static final Key<List<String>> PLUGINS_ALLOW =
      Key.of(
          "plugins.allow",
          new ListOf<>(new Text(TextKind.PLUGIN), 0, true),
          List.of("*"),
          "Plugins that may be loaded, by name or by `sha256:` and the digest of the jar; `*` means"
              + " all. Where a directory holds another one the run fails.");

  public static final Key<List<String>> PLUGINS_FORMATS =
      Key.of(
              "plugins.formats",
              new ListOf<>(new Text(TextKind.TAG), 0, true),
              List.of(),
              "Formats of plugins in which the dump is written besides.")
          .withFlag("--plugin-format");

  public static final Key<String> PLUGINS_TIME_LIMIT =
      Key.of(
          "plugins.time_limit",
          new Text(TextKind.PERIOD),
          "5m",
          "How long a plugin may take for one file, one document, or to be loaded; then the run"
              + " fails.");

  public static final Key<String> SIGN_KEY =
      Key.of(
              "sign.key",
              new Text(TextKind.LINE),
              "",
              "Private key of Ed25519 or ECDSA in PEM that signs the manifest: a path, or `env:`"
                  + " and the name of a variable that holds it.")
          .withFlag("--sign-key");

  public static final Key<String> SIGN_SSH_KEY =
      Key.of(
              "sign.ssh_key",
              new Text(TextKind.LINE),
              "",
              "SSH key that signs the manifest; for a public key the agent is asked.")
          .withFlag("--sign-ssh-key");

  public static final Key<String> SIGN_COMMAND =
      Key.of(
              "sign.command",
              new Text(TextKind.LINE),
              "",
              "Command of the shell that signs what it reads, for keys in services and hardware;"
                  + " taken from a variable or flag alone, never from a file.")
          .withFlag("--sign-command");

  public static final Key<String> SIGN_TIMESTAMP =
      Key.of(
              "sign.timestamp",
              new Text(TextKind.LINE),
              "",
              "URL of a timestamp authority (RFC 3161) that confirms when it was signed.")
          .withFlag("--sign-timestamp");

  public static final Key<Boolean> SIGN_KEYLESS =
      Key.of(
              "sign.keyless",
              new Toggle(),
              false,
              "Sign without a key, with Sigstore, as whoever the job's token of OIDC says that it"
                  + " is; the identity and the digest become public in Sigstore's log.")
          .withFlag("--sign-keyless");

  public static final Key<String> SIGN_TRUSTED_ROOT =
      Key.of(
              "sign.trusted_root",
              new Text(TextKind.FILE),
              "",
              "Trusted root (`trusted_root.json`) of another instance of Sigstore than the public"
                  + " one; never taken from a repository's file, as all below.")
          .withFlag("--sign-trusted-root");

  public static final Key<String> SIGN_SERVICES =
      Key.of(
              "sign.services",
              new Text(TextKind.FILE),
              "",
              "Signing configuration (`signing_config.json`) that says which services of Sigstore"
                  + " are asked.")
          .withFlag("--sign-services");

  public static final Key<String> SIGN_FULCIO =
      Key.of(
              "sign.fulcio",
              new Text(TextKind.LINE),
              "",
              "URL of the authority of certificates instead of the signing configuration's.")
          .withFlag("--sign-fulcio");

  public static final Key<String> SIGN_REKOR =
      Key.of(
              "sign.rekor",
              new Text(TextKind.LINE),
              "",
              "URL of the transparency log instead of the signing configuration's; with `/api/v1`"
                  + " at its end where it speaks version 1.")
          .withFlag("--sign-rekor");

  public static final Key<String> SIGN_IDENTITY =
      Key.of(
              "sign.identity",
              new Text(TextKind.LINE),
              "",
              "Whom a keyless signature must be of, such as the URI of a workflow; `*` stands for"
                  + " anything but `/`, and `**` for anything.")
          .withFlag("--sign-identity");

  public static final Key<String> SIGN_ISSUER =
      Key.of(
              "sign.issuer",
              new Text(TextKind.LINE),
              "",
              "Who must have vouched for that identity, such as"
                  + " `https://token.actions.githubusercontent.com`.")
          .withFlag("--sign-issuer");

  /// Those that say who signs, and with whose help.
  public static final List<Key<?>> SIGN =
      List.of(
          SIGN_KEY,
          SIGN_SSH_KEY,
          SIGN_COMMAND,
          SIGN_TIMESTAMP,
          SIGN_KEYLESS,
          SIGN_TRUSTED_ROOT,
          SIGN_SERVICES,
          SIGN_FULCIO,
          SIGN_REKOR,
          SIGN_IDENTITY,
          SIGN_ISSUER);

  public static final Key<List<Values>> UPLOAD =
      Key.of(
              "upload",
              new Tables(UploadKeys.COLUMNS, UploadKeys.URI, new UploadRow()),
              List.of(),
              "Stores that receive the dump.")
          .withFlag("--upload");

  public static final Key<Boolean> CACHE_USE =
      Key.of(
              "cache.use",
              new Toggle(),
              true,
              "Take from the cache what earlier runs found out about files that did not change; a"
                  + " run in CI does so only where the cache's directory is named.")
          .withFlag("--cache");

  /// Its variable is older than the key: policies are kept there too.
  public static final Key<String> CACHE_DIR =
      Key.of(
              "cache.dir",
              new Text(TextKind.LINE),
              "",
              "Directory of the caches; empty for XDG_CACHE_HOME or ~/.cache. Taken from a variable"
                  + " or flag alone, never from a repository's file.")
          .withFlag("--cache-dir");

  public static final Key<Long> CACHE_MAX_SIZE =
      Key.of(
          "cache.max_size",
          new Size(0, 1L << 40),
          256L << 20,
          "How large the cache may grow; what was not used for the longest time goes first.");

  /// Every key, in the order in which people see them.
  public static final List<Key<?>> ALL =
      List.of(
          OUTPUT_DIR,
          OUTPUT_NAME,
          OUTPUT_FORMATS,
          OUTPUT_CONTEXT,
          OUTPUT_MAX_FILE_SIZE,
          SOURCE_BASE,
          SOURCE_HEAD,
          SOURCE_CONFIG,
          SOURCE_FETCH,
          SOURCE_GIT,
          SOURCE_RENAME_LIMIT,
          SELECT_INCLUDE,
          SELECT_EXCLUDE,
          TREE_MATCH,
          TREE_CONTAINS,
          TREE_NOT_CONTAINS,
          TREE_LANGUAGES,
          TREE_MIN_SIZE,
          TREE_MAX_SIZE,
          TREE_EXPORT_IGNORE,
          TREE_ORDER,
          TREE_TOC,
          TREE_STRIP,
          TREE_LINE_NUMBERS,
          TREE_TOKENS,
          TREE_TOKENIZER,
          TREE_MAX_TOKENS,
          TREE_WITH,
          TREE_COMMIT,
          TREE_AUTHOR,
          TREE_SINCE,
          TREE_UNTIL,
          PROJECTS_PATHS,
          SCAN_SECRETS,
          SCAN_TODOS,
          SCAN_TODO_TAGS,
          SCAN_HISTORY,
          SCAN_PATTERNS,
          SCAN_INLINE_ALLOW,
          SCAN_FORBID_SUPPRESSION,
          SCAN_FAIL_ON,
          REPORT_COMMENT,
          REPORT_CHECK,
          REPORT_SUMMARY,
          REPORT_ANNOTATIONS,
          REPORT_TITLE,
          PLUGINS_ALLOW,
          PLUGINS_FORMATS,
          PLUGINS_TIME_LIMIT,
          SIGN_KEY,
          SIGN_SSH_KEY,
          SIGN_COMMAND,
          SIGN_TIMESTAMP,
          SIGN_KEYLESS,
          SIGN_TRUSTED_ROOT,
          SIGN_SERVICES,
          SIGN_FULCIO,
          SIGN_REKOR,
          SIGN_IDENTITY,
          SIGN_ISSUER,
          CACHE_USE,
          CACHE_DIR,
          CACHE_MAX_SIZE,
          UPLOAD);

  /// Those that a project within the repository may set for a dump of the whole: they say how one
  /// path is looked at.
  public static final List<Key<?>> OF_A_PATH =
      List.of(
          OUTPUT_CONTEXT,
          OUTPUT_MAX_FILE_SIZE,
          SELECT_INCLUDE,
          SELECT_EXCLUDE,
          SCAN_SECRETS,
          SCAN_TODOS,
          SCAN_TODO_TAGS,
          SCAN_PATTERNS,
          SCAN_INLINE_ALLOW,
          SCAN_FORBID_SUPPRESSION,
          SCAN_FAIL_ON);

  /// What holds for trees alone.
  public static final Section TREE =
      new Section(
          "tree", "What `single` takes of a whole tree, and how its documents are laid out.");

  /// What is kept of earlier runs, which is of trees alone too.
  public static final Section CACHE =
      new Section("cache", "What `single` and `batch` keep of earlier runs.");

  /// Those that mean something for the dump of a change; the others are of trees alone.
  public static List<Key<?>> ofChanges() {
    List<Key<?>> keys = new ArrayList<>(ALL);
    keys.removeIf(key -> isOfTrees(key.section()));
    return keys;
  }

  /// Whether the keys of a section mean nothing for the dump of a change.
  public static boolean isOfTrees(String section) {
    return section.equals(TREE.name()) || section.equals(CACHE.name());
  }

  /// The tables that hold them, in the same order.
  public static final List<Section> SECTIONS =
      List.of(
          new Section("output", "What is written, and where."),
          new Section("source", "Which revisions are compared, and how they are read."),
          new Section("select", "Which paths of the change are shown."),
          TREE,
          new Section("projects", "Which directories have rules of their own."),
          new Section("scan", "What is looked for, and what blocks."),
          new Section("report", "What people are told where they talk."),
          new Section("plugins", "What plugins may do."),
          new Section("sign", "Who signs the dump."),
          CACHE);

  /// Variables with the product's prefix that are no key.
  static final List<String> OTHER_VARIABLES =
      List.of(
          Keys.PROFILE_VARIABLE,
          "CREATE_DUMP_CONFIG",
          "CREATE_DUMP_CONFIG_URI",
          "CREATE_DUMP_ALLOW_KEY",
          "CREATE_DUMP_DUCKDB",
          "CREATE_DUMP_PLUGINS",
          "CREATE_DUMP_REDACTION_KEY",
          "CREATE_DUMP_SIGN_PASSPHRASE",
          "CREATE_DUMP_ON_VIOLATION",
          "CREATE_DUMP_POLICY_CA",
          "CREATE_DUMP_POLICY_CLIENT_CERT",
          "CREATE_DUMP_POLICY_CLIENT_KEY",
          "CREATE_DUMP_POLICY_ENDPOINT",
          "CREATE_DUMP_POLICY_REDIRECT_HOSTS",
          "CREATE_DUMP_POLICY_SIGNERS",
          "CREATE_DUMP_POLICY_TOKEN");

  /// Names the profile where no flag does.
  static final String PROFILE_VARIABLE = "CREATE_DUMP_PROFILE";

  /// The key of a dotted name, null where there is none.
  public static @Nullable Key<?> find(String name) {
    for (Key<?> key : ALL) {
      if (key.name().equals(name)) {
        return key;
      }
    }
    return null;
  }

  private Keys() {}
}

package dev.createdump.engine.policy;

import java.util.List;
import java.util.Locale;

/// What a central policy says of itself, in its table `[policy]`, and what a `[[when]]` asks.
public final class PolicyKeys {
  static final Key<String> VERSION =
      Key.of(
          "version", new Text(TextKind.LINE), "", "Name of this version; it is in the manifest.");

  static final Key<String> OWNER =
      Key.of("owner", new Text(TextKind.LINE), "", "Who answers for the policy.");

  static final Key<String> MESSAGE =
      Key.of(
          "message",
          new Text(TextKind.LINE),
          "",
          "What people are told when their configuration is against the policy.");

  static final Key<String> LINK =
      Key.of("link", new Text(TextKind.LINE), "", "Where they can read more.");

  static final Key<String> EXPIRES =
      Key.of(
          "expires",
          new Text(TextKind.DATE),
          "9999-12-31",
          "The last day on which the policy holds (UTC); after it every run fails.");

  static final Key<String> MINIMUM_TOOL_VERSION =
      Key.of(
          "minimum_tool_version",
          new Text(TextKind.VERSION),
          "0",
          "The oldest version of create-dump that may run under the policy.");

  static final Key<List<String>> EXTENDS =
      Key.of(
          "extends",
          new ListOf<>(new Text(TextKind.LINE), 0, false),
          List.of(),
          "URIs of policies that hold too; this one may tighten them and cannot loosen them.");

  static final Key<OnViolation> ON_VIOLATION =
      Key.of(
          "on_violation",
          new Choice<>(List.of(OnViolation.values())),
          OnViolation.UNSAID,
          "What follows on a weaker value: exit code 11, or the enforced value is taken and said.");

  static final Key<OnUnreachable> ON_UNREACHABLE =
      Key.of(
          "on_unreachable",
          new Choice<>(List.of(OnUnreachable.values())),
          OnUnreachable.FAIL,
          "What follows when the policy cannot be reached: failure, or the last copy is taken.");

  static final Key<String> MAX_AGE =
      Key.of(
          "max_age",
          new Text(TextKind.PERIOD),
          "24h",
          "How long after it was last seen the last copy may be taken.");

  static final Key<String> FRESH_FOR =
      Key.of(
          "fresh_for",
          new Text(TextKind.PERIOD),
          "0s",
          "How long a copy is taken without asking whether there is a newer one.");

  static final Key<Boolean> MENTIONS =
      Key.of(
          "mentions",
          new Toggle(),
          false,
          "Whether the summary may mention code owners, which notifies them.");

  static final List<Key<?>> HEADER =
      List.of(
          VERSION,
          OWNER,
          MESSAGE,
          LINK,
          EXPIRES,
          MINIMUM_TOOL_VERSION,
          EXTENDS,
          ON_VIOLATION,
          ON_UNREACHABLE,
          MAX_AGE,
          FRESH_FOR,
          MENTIONS);

  private static final ListOf<String> PATTERNS = new ListOf<>(new Text(TextKind.LINE), 1, false);

  static final Key<List<String>> WHEN_REPOSITORY =
      Key.of(
          "repository",
          PATTERNS,
          List.of(),
          "Repositories as `owner/name`; `*` stands for a part, `**` for several. Case is ignored.");

  static final Key<List<String>> WHEN_BRANCH =
      Key.of("branch", PATTERNS, List.of(), "Branches that the change goes to, with `*` and `**`.");

  static final Key<List<String>> WHEN_EVENT =
      Key.of(
          "event",
          PATTERNS,
          List.of(),
          "Events as the CI system calls them, such as `pull_request`; `none` outside CI.");

  static final Key<Boolean> WHEN_FORK =
      Key.of("fork", new Toggle(), false, "Whether the change comes from a fork.");

  static final List<Key<?>> WHEN = List.of(WHEN_REPOSITORY, WHEN_BRANCH, WHEN_EVENT, WHEN_FORK);

  private PolicyKeys() {}

  /// What follows on a value that is weaker than what is enforced.
  public enum OnViolation implements Named {
    /// Nobody said; then it is `FAIL`.
    UNSAID,
    FAIL,
    APPLY;

    @Override
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What follows where a policy cannot be reached.
  public enum OnUnreachable implements Named {
    FAIL("fail"),
    LAST_GOOD("last-good");

    private final String id;

    OnUnreachable(String id) {
      this.id = id;
    }

    @Override
    public String id() {
      return id;
    }
  }
}

package dev.createdump.engine;

import dev.createdump.engine.base.Secret;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.dump.CommitInfo;
import dev.createdump.engine.dump.Comparison;
import dev.createdump.engine.insight.AuthorIndex;
import dev.createdump.engine.insight.MessageFacts;
import dev.createdump.engine.insight.RangeFacts;
import dev.createdump.engine.patch.ObjectId;
import dev.createdump.engine.redact.Proof;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.redact.SafeText;
import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.scan.RuleSet;
import dev.createdump.engine.scan.Scanner;
import dev.createdump.engine.source.Commit;
import dev.createdump.engine.source.PathTouch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes safe what is known of two revisions: every text that is told is searched for secrets
/// first.
final class ComparisonBuilder {
  private final Facts facts;
  private final Map<String, List<Finding>> found = new HashMap<>();
  private final Scanner scanner;
  private final Redactor redactor;

  /// What is known. Raw.
  ///
  /// @param files what differs between the merge base and head
  record Facts(
      CiContext.Repository repository,
      Commit base,
      Commit head,
      List<ObjectId> mergeBases,
      RangeFacts ahead,
      int behind,
      List<PathTouch> files,
      List<String> notes,
      String toolVersion) {}

  /// @param rules what is a secret
  /// @param key the organisation's key for marks, null where there is none
  ComparisonBuilder(Facts facts, RuleSet rules, @Nullable Secret key) {
    this.facts = facts;
    this.scanner = new Scanner(rules);
    facts.notes().forEach(this::search);
    search(facts.repository().host());
    search(facts.repository().owner());
    search(facts.repository().name());
    for (Commit commit : List.of(facts.base(), facts.head())) {
      search(commit.authorName());
      search(commit.authorEmail());
      search(commit.subject());
    }
    facts.ahead().types().keySet().forEach(this::search);
    facts.ahead().issues().keySet().forEach(this::search);
    facts.ahead().authors().forEach(author -> search(author.name()));
    for (RangeFacts.Listed listed : facts.ahead().listed()) {
      search(listed.commit().author());
      search(listed.message().subject());
      search(listed.message().scope());
      listed.message().coAuthors().forEach(this::search);
    }
    for (PathTouch file : facts.files()) {
      search(file.path());
      search(file.oldPath());
    }
    List<Finding> all = new ArrayList<>();
    found.values().forEach(all::addAll);
    this.redactor = Redactor.of(all, key);
  }

  /// Keeps what was found alone, as most texts hold nothing.
  private void search(String text) {
    if (!text.isEmpty() && !found.containsKey(text)) {
      List<Finding> findings = scanner.scanText(text.getBytes(StandardCharsets.UTF_8));
      if (!findings.isEmpty()) {
        found.put(text, findings);
      }
    }
  }

  private SafeText safe(String text) {
    return redactor.text(text, found.getOrDefault(text, List.of()));
  }

  Proof proof() {
    return redactor.proof();
  }

  Comparison build() {
    RangeFacts ahead = facts.ahead();
    return new Comparison(
        SafeNames.repository(facts.repository(), this::safe),
        commit(facts.base()),
        commit(facts.head()),
        facts.mergeBases().stream().map(ObjectId::hex).toList(),
        ahead.commits(),
        facts.behind(),
        ahead.merges(),
        ahead.breaking(),
        ahead.listed().stream().map(this::entry).toList(),
        types(),
        issues(),
        authors(),
        facts.files().stream().map(this::file).toList(),
        facts.notes().stream().map(this::safe).toList(),
        facts.toolVersion());
  }

  private CommitInfo commit(Commit commit) {
    return SafeNames.commit(commit, this::safe);
  }

  private Comparison.Entry entry(RangeFacts.Listed listed) {
    MessageFacts message = listed.message();
    return new Comparison.Entry(
        listed.commit().id().hex(),
        listed.commit().authoredAt(),
        safe(listed.commit().author()),
        safe(message.subject()),
        safe(message.type()),
        safe(message.scope()),
        message.breaking(),
        listed.commit().isMerge(),
        message.issues().stream()
            .map(issue -> new Comparison.Issue(safe(issue.id()), issue.closes()))
            .toList(),
        message.reverts(),
        message.coAuthors().stream().map(this::safe).toList(),
        listed.files(),
        listed.added(),
        listed.removed());
  }

  private List<Comparison.Type> types() {
    List<Comparison.Type> types = new ArrayList<>();
    facts.ahead().types().forEach((name, n) -> types.add(new Comparison.Type(safe(name), n)));
    types.sort(
        Comparator.comparingInt(Comparison.Type::commits)
            .reversed()
            .thenComparing(type -> type.name().value()));
    return types;
  }

  private List<Comparison.IssueTotal> issues() {
    List<Comparison.IssueTotal> issues = new ArrayList<>();
    facts
        .ahead()
        .issues()
        .forEach(
            (id, count) ->
                issues.add(new Comparison.IssueTotal(safe(id), count.commits(), count.closed())));
    issues.sort(
        Comparator.comparingInt(Comparison.IssueTotal::commits)
            .reversed()
            .thenComparing(issue -> issue.id().value()));
    return issues;
  }

  private List<Comparison.Author> authors() {
    List<Comparison.Author> authors = new ArrayList<>();
    for (AuthorIndex.Author author : facts.ahead().authors()) {
      authors.add(
          new Comparison.Author(
              safe(author.name()), author.commits(), author.added(), author.removed()));
    }
    authors.sort(
        Comparator.comparingInt(Comparison.Author::commits)
            .reversed()
            .thenComparing(author -> author.name().value()));
    return authors;
  }

  private Comparison.File file(PathTouch touch) {
    return new Comparison.File(
        safe(touch.path()),
        touch.isRename() ? safe(touch.oldPath()) : SafeText.EMPTY,
        touch.status(),
        touch.added(),
        touch.removed());
  }
}

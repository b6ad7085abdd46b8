package dev.createdump.engine.render.html;

import dev.createdump.engine.dump.CommitInfo;
import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.DumpHeader.AuthorCount;
import dev.createdump.engine.dump.DumpHeader.PullRequestInfo;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the change is: title, where it happened, the three commits, who wrote it, how much it is.
final class Masthead {
  private final Page page;

  Masthead(Page page) {
    this.page = page;
  }

  void write(DumpHeader header) throws IOException {
    page.markup("<header class=mast>\n<p class=repo>");
    if (!header.repository().host().isEmpty()) {
      page.markup("<bdi>").text(header.repository().host()).markup("</bdi> / ");
    }
    page.markup("<bdi>").text(header.repository().slug()).markup("</bdi>");
    pullRequest(header.pullRequest());
    page.markup("</p>\n<h1><bdi>").text(header.title()).markup("</bdi></h1>\n");
    branches(header.pullRequest());
    tiles(header);
    page.markup("<dl class=commits>\n<div><dt>Base</dt>");
    commit(header.base());
    page.markup("<div><dt>Merge base <small>left side</small></dt>");
    commit(header.mergeBase());
    page.markup("<div><dt>Head <small>right side</small></dt>");
    commit(header.head());
    page.markup("</dl>\n");
    authors(header.authors());
    page.markup("</header>\n");
  }

  private void pullRequest(@Nullable PullRequestInfo request) throws IOException {
    if (request == null) {
      return;
    }
    String url = request.url().value();
    page.markup(" \u00b7 ");
    if (WebLink.isSafe(url)) {
      page.markup("<a href=\"").attribute(url);
      page.markup("\" rel=\"noopener noreferrer\">#").number(request.number()).markup("</a>");
    } else {
      page.markup("#").number(request.number());
      page.markup(url.isEmpty() ? "" : " ").text(url);
    }
  }

  private void branches(@Nullable PullRequestInfo request) throws IOException {
    if (request != null && !request.sourceBranch().isEmpty()) {
      page.markup("<p class=branches><code><bdi>").text(request.sourceBranch());
      page.markup("</bdi></code> into <code><bdi>").text(request.targetBranch());
      page.markup("</bdi></code></p>\n");
    }
  }

  private void tiles(DumpHeader header) throws IOException {
    long secrets = 0;
    long todos = 0;
    for (DumpFinding finding : header.findings()) {
      switch (finding.kind()) {
        case SECRET -> secrets++;
        case TODO -> todos++;
      }
    }
    page.markup("<ul class=tiles>\n<li><b>").count(header.statistics().files());
    page.markup("</b> ").markup(header.statistics().files() == 1 ? "file" : "files");
    page.markup("</li>\n<li class=a><b>+").count(header.statistics().added());
    page.markup("</b> lines added</li>\n<li class=r><b>\u2212")
        .count(header.statistics().deleted());
    page.markup("</b> lines removed</li>\n<li").markup(secrets > 0 ? " class=alert" : "");
    page.markup("><b>").count(secrets).markup("</b> ").markup(secrets == 1 ? "secret" : "secrets");
    page.markup("</li>\n<li><b>").count(todos).markup("</b> ");
    page.markup(todos == 1 ? "to-do" : "to-dos").markup("</li>\n</ul>\n");
  }

  private void commit(CommitInfo commit) throws IOException {
    page.markup("<dd><code>").text(commit.id().hex()).markup("</code><span><bdi>");
    page.text(commit.subject()).markup("</bdi></span><small>");
    CommitTime.write(page, commit.committedAt());
    page.markup("</small></dd></div>\n");
  }

  private void authors(List<AuthorCount> authors) throws IOException {
    page.markup("<p class=authors>Written by ");
    for (int i = 0; i < authors.size(); i++) {
      AuthorCount author = authors.get(i);
      page.markup(i == 0 ? "" : ", ").markup("<span><bdi>").text(author.name());
      page.markup("</bdi> <small>&lt;<bdi>").text(author.email()).markup("</bdi>&gt;, ");
      page.count(author.commits(), " commit", " commits").markup("</small></span>");
    }
    page.markup(authors.isEmpty() ? "no one named</p>\n" : "</p>\n");
  }
}

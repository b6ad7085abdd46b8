package dev.createdump.engine.render.html;

import dev.createdump.engine.dump.DumpFile.Entry;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.ProjectShare;
import dev.createdump.engine.dump.Statistics.Share;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Where the change is: by language, by directory, and its largest files, as small bars.
final class StatisticsSection {
  private static final int SHOWN = 6;
  private static final int BAR = 1000;

  private final Page page;

  StatisticsSection(Page page) {
    this.page = page;
  }

  void write(DumpHeader header) throws IOException {
    page.markup("<section id=statistics aria-labelledby=statistics-h>\n");
    page.markup(
        "<h2 id=statistics-h>Statistics</h2>\n<div class=stats>\n<div><h3>Languages</h3>\n");
    shares(header.statistics().byLanguage());
    page.markup("</div>\n<div><h3>Directories</h3>\n");
    shares(header.statistics().byDirectory());
    if (!header.projects().isEmpty()) {
      page.markup("</div>\n<div><h3>Projects</h3>\n");
      shares(projects(header));
    }
    page.markup("</div>\n<div><h3>Largest changes</h3>\n");
    largest(header);
    page.markup("</div>\n</div>\n</section>\n");
  }

  private static List<Share> projects(DumpHeader header) {
    List<Share> shares = new ArrayList<>();
    for (ProjectShare project : header.projects()) {
      shares.add(
          new Share(project.path().value(), project.files(), project.added(), project.deleted()));
    }
    return shares;
  }

  private void shares(List<Share> shares) throws IOException {
    long most = 1;
    for (Share share : shares) {
      most = Math.max(most, share.changed());
    }
    page.markup("<ul class=shares>\n");
    for (int i = 0; i < shares.size(); i++) {
      if (i == SHOWN) {
        page.markup("</ul><details class=more><summary>").count(shares.size() - (long) SHOWN);
        page.markup(" more</summary><ul class=shares>\n");
      }
      share(shares.get(i), most);
    }
    page.markup(shares.size() > SHOWN ? "</ul></details>\n" : "</ul>\n");
  }

  private void share(Share share, long most) throws IOException {
    page.markup("<li><span><bdi>").text(share.name().isEmpty() ? "(other)" : share.name());
    page.markup("</bdi> <small>").count(share.files(), " file", " files");
    page.markup("</small></span>").changed(share.added(), share.deleted());
    bar(share.added(), share.deleted(), most);
    page.markup("</li>\n");
  }

  private void largest(DumpHeader header) throws IOException {
    long most = 1;
    for (int index : header.statistics().largest()) {
      Entry entry = header.ledger().get(index);
      most = Math.max(most, (long) entry.added() + entry.deleted());
    }
    page.markup("<ul class=shares>\n");
    for (int index : header.statistics().largest()) {
      Entry entry = header.ledger().get(index);
      page.markup("<li><a href=#f").number(entry.index()).markup(" title=\"");
      page.attribute(entry.path().value()).markup("\"><bdi>");
      page.text(entry.path()).markup("</bdi></a>").changed(entry.added(), entry.deleted());
      bar(entry.added(), entry.deleted(), most);
      page.markup("</li>\n");
    }
    page.markup("</ul>\n");
  }

  private void bar(long added, long deleted, long most) throws IOException {
    long green = width(added, most);
    page.markup(
        "<svg class=share viewBox=\"0 0 1000 1\" preserveAspectRatio=none aria-hidden=true>");
    page.markup("<rect class=sa width=").number(green).markup(" height=1 /><rect class=sr x=");
    page.number(green).markup(" width=").number(width(deleted, most));
    page.markup(" height=1 /></svg>");
  }

  private static long width(long lines, long most) {
    return Math.round((double) lines * BAR / most);
  }
}

package dev.createdump.cli;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.ci.Hosts;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.redact.SafeText;
import dev.createdump.engine.render.markdown.MarkdownText;
import dev.createdump.engine.report.Forges;
import dev.createdump.engine.report.MarkdownCut;
import dev.createdump.spi.Forge;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeProvider;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump post-pr`: one comment with an existing dump, found again by its marker.
final class PostPrCommand implements Command {
  /// The line by which the comment is found again; another than that of `ci`, so that neither takes
  /// the other's place.
  private static final String MARKER = "<!-- create-dump:post-pr:v1 -->";

  /// More than any forge shows; the rest would be read for nothing.
  private static final long MAX_BYTES = 64L << 20;

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Posts a Markdown dump as one comment on a pull or merge request, and updates that"
                + " comment when run again. A dump above the forge's limit is cut between two lines.",
            "")
        .footer(
            "",
            "The token comes from GITHUB_TOKEN for the host of GITHUB_SERVER_URL (github.com where"
                + " unset), from GITLAB_TOKEN for that of CI_SERVER_URL (gitlab.com where unset),"
                + " and from CREATE_DUMP_TOKEN for any other.",
            "",
            "Examples:",
            "  create-dump post-pr --file dump.md --pr-url https://github.com/o/r/pull/12",
            "  create-dump post-pr --file dump.md --pr-url"
                + " https://gitlab.com/g/p/-/merge_requests/12");
    spec.addOption(
        OptionSpec.builder("--file")
            .type(Path.class)
            .required(true)
            .paramLabel("DUMP.md")
            .description("The dump to post.")
            .build());
    spec.addOption(
        OptionSpec.builder("--pr-url")
            .type(String.class)
            .required(true)
            .paramLabel("URL")
            .description("The pull or merge request's address, as a browser shows it.")
            .build());
    spec.addOption(
        DumpOptions.flag(
            "--dry-run",
            "Ask for the pull request, print what would be posted, and post nothing."));
    return spec;
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    Path file = options.matchedOptionValue("--file", Path.of(""));
    URI url = address(options.matchedOptionValue("--pr-url", ""));
    // It may be any file; what this product makes holds no secret any more.
    SafeText dump = Redactor.standalone(read(file));
    Forges forges = CiCommand.forges(session);
    Forges.Found found =
        forges
            .find(url)
            .orElseThrow(
                () ->
                    new Failure.Usage(
                        "--pr-url is no address of a pull or merge request that any adapter knows",
                        "It looks like https://github.com/OWNER/REPOSITORY/pull/NUMBER or"
                            + " https://gitlab.com/GROUP/PROJECT/-/merge_requests/NUMBER."));
    if (found.token().isEmpty()) {
      throw noToken(url, session.environment(), found.provider().access());
    }
    Post post = new Post(dump, file, options.hasMatchedOption("--dry-run"));
    post.to(forges, found, session.console());
    return ExitCodes.DONE;
  }

  /// What is posted.
  ///
  /// @param file where it was read
  /// @param dry whether it is only shown
  private record Post(SafeText dump, Path file, boolean dry) {
    void to(Forges forges, Forges.Found found, Console console) throws Failure {
      try (Forge forge = forges.open(found)) {
        send(forge, found, console);
      } catch (ForgeException e) {
        throw new Failure.Publish(e, "Nothing else was changed.");
      }
    }

    private void send(Forge forge, Forges.Found found, Console console) throws ForgeException {
      int limit = forge.commentLimit() - MARKER.length() - 1;
      String where =
          "The rest is in " + MarkdownText.code(String.valueOf(file.getFileName())) + ".";
      String body = MARKER + "\n" + MarkdownCut.to(dump.value(), limit, where);
      if (dry) {
        Forge.PullRequest request = forge.read(found.reference());
        console.say("dry run: nothing was posted on " + Printable.line(request.url()));
        console.resultText(body.endsWith("\n") ? body : body + "\n");
        return;
      }
      Forge.Comment comment = forge.upsertComment(found.reference(), new Forge.Draft(MARKER, body));
      console.say("comment " + comment.change().name().toLowerCase(Locale.ROOT));
      console.result(comment.url().toString());
    }
  }

  private static URI address(String text) throws Failure {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new Failure.Usage("--pr-url is no URL", "Copy it from the browser.");
    }
  }

  private static Failure noToken(URI url, Environment environment, ForgeProvider.Access access) {
    String own = Hosts.of(environment.get(access.server()).orElse(access.publicServer()));
    boolean trusted = own.equalsIgnoreCase(url.getHost());
    return new Failure.Publish(
        "there is no token for " + url.getHost(),
        trusted
            ? "Set " + access.tokens().getFirst() + ": " + access.advice() + "."
            : "Set CREATE_DUMP_TOKEN to one of that host that may write comments.");
  }

  private static String read(Path file) throws Failure {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new Failure.Usage(file + " is larger than 64 MiB", "Post a summary of it instead.");
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      if (text.isBlank()) {
        throw new Failure.Usage(
            file + " is empty", "A comment that stands would be replaced by nothing.");
      }
      return text;
    } catch (NoSuchFileException e) {
      throw new Failure.Missing("there is no file " + file, "Make one with `create-dump diff`.");
    } catch (IOException e) {
      throw new Failure.Usage(
          "cannot read " + file + " as UTF-8 text: " + e.getMessage(), "It must be a dump.md.");
    }
  }
}

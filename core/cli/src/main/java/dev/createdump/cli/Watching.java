package dev.createdump.cli;

import dev.createdump.engine.TreeRequest;
import dev.createdump.engine.TreeRun;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.redact.Proof;
import dev.createdump.engine.watch.ChangeFeed;
import dev.createdump.engine.watch.Followed;
import dev.createdump.engine.watch.NotifyFeed;
import dev.createdump.engine.watch.OwnFiles;
import dev.createdump.engine.watch.PollFeed;
import dev.createdump.engine.watch.Settling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ParseResult;

/// `create-dump single --watch`: makes the dump, and makes it again whenever the tree changed. What
/// fails is told and stops nothing; it ends when it is told to, or when the tree is gone.
final class Watching {
  private static final Settling SETTLING = new Settling(System::nanoTime);

  private final ParseResult options;
  private final Session session;
  private final Progress events;
  private ChangeFeed feed;
  private OwnFiles own = new OwnFiles(Path.of(""), "");

  Watching(ParseResult options, Session session, Progress events) throws Failure.Usage {
    this.options = options;
    this.session = session;
    this.events = events;
    this.feed = feed(options.matchedOptionValue("--watch", Kind.auto) == Kind.poll);
  }

  /// How changes are noticed.
  enum Kind {
    auto,
    poll
  }

  private ChangeFeed feed(boolean poll) {
    try {
      return poll ? new PollFeed() : new NotifyFeed();
    } catch (IOException e) {
      return polling(e);
    }
  }

  private ChangeFeed polling(IOException why) {
    events.remark(
        "the system watches no more directories ("
            + why.getMessage()
            + "); they are looked at every half second instead");
    return new PollFeed();
  }

  /// @throws Failure.Cancelled when it is told to end
  int run() throws Failure {
    try {
      TreeRequest request = SingleCommand.request(options, session);
      if (!request.revision().isEmpty() || request.dry()) {
        throw new Failure.Usage(
            "--watch has nothing to do for " + (request.dry() ? "--dry-run" : "--rev"),
            "Leave one of them out.");
      }
      if (!Files.isDirectory(request.root())) {
        throw new Failure.Source(
            "there is no directory " + request.root(), "Name an existing directory.");
      }
      Followed followed = follow(request);
      again(request, true);
      if (!options.hasMatchedOption("--quiet")) {
        session.console().say("watching " + Printable.line(followed.root().toString()));
      }
      while (true) {
        Followed before = followed;
        SETTLING.await(feed, own, () -> Files.isDirectory(before.root()), before::isLocked);
        followed = changed(before);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure.Cancelled();
    } finally {
      close();
    }
  }

  private void close() {
    try {
      feed.close();
    } catch (IOException e) {
      // The process ends.
    }
  }

  private Followed follow(TreeRequest request) throws Failure {
    Followed followed = Followed.of(request.root(), request.choice(), request.environment());
    try {
      feed.follow(followed);
    } catch (IOException e) {
      close();
      feed = polling(e);
      try {
        feed.follow(followed);
      } catch (IOException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
    return followed;
  }

  /// Makes the dump again, of a tree that is still there.
  private Followed changed(Followed before) throws Failure {
    Followed now = before;
    try {
      TreeRequest request = SingleCommand.request(options, session);
      now = follow(request);
      again(request, false);
    } catch (Failure.Cancelled e) {
      throw e;
    } catch (Failure e) {
      if (!Files.isDirectory(before.root())) {
        throw e;
      }
      session.console().fail(String.valueOf(e.getMessage()), e.hint());
    }
    return now;
  }

  private void again(TreeRequest request, boolean first) throws Failure {
    try {
      once(request, first);
    } catch (Failure.Cancelled | Failure.Usage e) {
      throw e;
    } catch (Failure e) {
      session.console().fail(String.valueOf(e.getMessage()), e.hint());
    }
  }

  private void once(TreeRequest request, boolean first) throws Failure {
    TreeRun run = SingleCommand.made(options, session, request, events);
    TreeResult result = new TreeResult(session.console(), options);
    if (first || run instanceof TreeRun.Made) {
      result.tell(run);
      session.console().flush();
      if (session.console().leaked()) {
        throw Proof.leaked("what is said of the result");
      }
    }
    own = own(run);
  }

  private static OwnFiles own(TreeRun run) {
    return switch (run) {
      case TreeRun.Made made ->
          own(made.outcome().result().directory(), made.outcome().result().header().name());
      case TreeRun.Standing standing ->
          own(Path.of(standing.dump().told().directory()), standing.dump().told().name());
    };
  }

  private static OwnFiles own(Path directory, String name) {
    try {
      return new OwnFiles(directory.toRealPath(), name);
    } catch (IOException e) {
      return new OwnFiles(directory.toAbsolutePath(), name);
    }
  }
}

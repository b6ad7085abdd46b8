package dev.createdump.engine.source;

import java.io.File;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/// The machine as JGit sees it: without any configuration of the system or the user, so that the
/// same repository reads the same everywhere, and without writing one, as JGit does to remember how
/// fine the clock of a file system is.
final class JGitSystem extends SystemReader.Delegate {
  private JGitSystem(SystemReader machine) {
    super(machine);
  }

  /// Makes JGit see the machine this way, for the whole process.
  static void install() {
    if (!(SystemReader.getInstance() instanceof JGitSystem)) {
      SystemReader.setInstance(new JGitSystem(SystemReader.getInstance()));
    }
  }

  @Override
  public @Nullable String getenv(String variable) {
    return null;
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  /// A configuration that is empty and stays so.
  private static final class Nothing extends FileBasedConfig {
    private Nothing(@Nullable Config parent, FS fs) {
      super(parent, new File("/dev/null"), fs);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}

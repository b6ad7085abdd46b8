package dev.createdump.engine.policy;

/// Where a value came from.
public sealed interface Origin {
  /// In words: `create-dump.toml:3:1`, `env CREATE_DUMP_OUTPUT_DIR`.
  String describe();

  /// The same thing at another place of its file; itself where there are no places.
  default Origin at(int line, int column) {
    return this;
  }

  /// The distance between two ranks leaves room for levels within a layer.
  int RANK = 1_000_000;

  /// How deep the project is whose file it stands in: 0 for the repository itself, and for what is
  /// no file.
  default int depth() {
    return 0;
  }

  /// How strong the layer is; of two values the one of the higher rank wins.
  int rank();

  /// Built in.
  record Default() implements Origin {
    @Override
    public int rank() {
      return 0;
    }

    @Override
    public String describe() {
      return "default";
    }
  }

  /// A central policy.
  ///
  /// @param uri of the policy, without what may be a credential
  /// @param line from 1; 0 for the policy as a whole
  /// @param column from 1 in characters; 0 for the policy as a whole
  /// @param level how near it is: a policy stands above those it extends, and a conditional part
  ///     of it above its unconditional one
  record InPolicy(String uri, int line, int column, int level) implements Origin {
    @Override
    public String describe() {
      return line == 0 ? uri : uri + ":" + line + ":" + column;
    }

    @Override
    public Origin at(int otherLine, int otherColumn) {
      return new InPolicy(uri, otherLine, otherColumn, level);
    }

    @Override
    public int rank() {
      return RANK + level;
    }
  }

  /// A configuration file.
  ///
  /// @param line from 1; 0 for the file as a whole
  /// @param column from 1 in characters; 0 for the file as a whole
  /// @param depth 0 for the repository's own file; from 1 for that of a project within it, the
  ///     greater the deeper
  record InFile(String file, int line, int column, int depth) implements Origin {
    public InFile(String file, int line, int column) {
      this(file, line, column, 0);
    }

    @Override
    public int rank() {
      return depth == 0 ? 2 * RANK : 3 * RANK + depth;
    }

    @Override
    public String describe() {
      return line == 0 ? file : file + ":" + line + ":" + column;
    }

    @Override
    public Origin at(int otherLine, int otherColumn) {
      return new InFile(file, otherLine, otherColumn, depth);
    }
  }

  /// A profile in a configuration file, with line, column and depth as for [InFile].
  record InProfile(String profile, String file, int line, int column, int depth) implements Origin {
    public InProfile(String profile, String file, int line, int column) {
      this(profile, file, line, column, 0);
    }

    @Override
    public int rank() {
      return 4 * RANK + depth;
    }

    @Override
    public String describe() {
      return "profile " + profile + " in " + file + ":" + line + ":" + column;
    }

    @Override
    public Origin at(int otherLine, int otherColumn) {
      return new InProfile(profile, file, otherLine, otherColumn, depth);
    }
  }

  /// An environment variable.
  record Variable(String name) implements Origin {
    @Override
    public int rank() {
      return 5 * RANK;
    }

    @Override
    public String describe() {
      return "env " + name;
    }
  }

  /// A flag of the command line, with its dashes.
  record Flag(String name) implements Origin {
    @Override
    public int rank() {
      return 6 * RANK;
    }

    @Override
    public String describe() {
      return "flag " + name;
    }
  }
}
